package io.stampede.demo;

import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import io.stampede.plane.Cut;
import io.stampede.plane.HostModel;
import io.stampede.plane.HostNetwork;
import io.stampede.plane.Overlay;
import io.stampede.plane.PlaneHost;
import io.stampede.plane.PlaneSight;
import io.stampede.plane.Redirects;
import io.stampede.plane.Segment;
import io.stampede.plane.ToldFolders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The networks of emulated hosts: what was applied last, and what a test did to it. Two hosts hear
/// each other when both have applied the same network in the same wrapping.
public final class DemoPlaneHost implements PlaneHost {
  private static final String CHARON = "charon";
  private static final long RTT_MICROS = 640;

  /// @param drift what is not as it was applied, in words
  /// @param daemons those that do not run
  private record Applied(HostModel model, Instant at, List<String> drift, Set<String> daemons) {
    Applied with(HostModel next) {
      return new Applied(next, at, drift, daemons);
    }
  }

  private record Way(String host, String peer, String network) {}

  private final DemoReach reach;
  private final InstantSource clock;
  private final ConcurrentMap<String, Applied> hosts = new ConcurrentHashMap<>();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final Set<Way> cut = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<String, CopyOnWriteArrayList<Cut>> cuts = new ConcurrentHashMap<>();
  private final List<PlaneMove> moves = new CopyOnWriteArrayList<>();

  public DemoPlaneHost(DemoReach reach, InstantSource clock) {
    this.reach = reach;
    this.clock = clock;
  }

  /// Somebody changes something there by hand; the next `apply` heals it.
  public void drift(String host, String words) {
    Optional.ofNullable(hosts.get(host)).ifPresent(applied -> applied.drift().add(words));
  }

  /// strongSwan ends, and does not come back before the next `apply`.
  public void killCharon(String host) {
    Optional.ofNullable(hosts.get(host)).ifPresent(applied -> applied.daemons().add(CHARON));
  }

  /// Whether two hosts hear each other on a network.
  public void cable(String host, String peer, String network, boolean plugged) {
    for (var way : List.of(new Way(host, peer, network), new Way(peer, host, network))) {
      if (plugged) {
        cut.remove(way);
      } else {
        cut.add(way);
      }
    }
  }

  @Override
  public Sight<PlaneSight> look(HostModel model) {
    var host = model.self().host();
    var trouble = reach.outage(host);
    if (trouble.isPresent()) return new Sight.Unseen<>(trouble.get(), clock.instant());
    var applied = hosts.get(host);
    if (applied == null) return new Sight.Missing<>(clock.instant());
    var daemons = new TreeMap<String, Boolean>();
    if (uses(model, Overlay.IPSEC)) daemons.put(CHARON, !applied.daemons().contains(CHARON));
    if (!model.segments().isEmpty()) daemons.putAll(Map.of("dnsmasq", true, "nginx", true));
    var key = keys.contains(host) ? Optional.of(key(host)) : Optional.<String>empty();
    var told = ToldFolders.of(model.told(), ToldFolders.NONE);
    var there = ToldFolders.of(applied.model().told(), told).prints();
    var sight =
        new PlaneSight(
            differences(model, applied),
            key,
            daemons,
            pairs(model, applied),
            told.at(model.told(), there));
    return new Sight.Found<>(sight, clock.instant());
  }

  private static boolean uses(HostModel model, Overlay overlay) {
    return model.segments().stream().anyMatch(segment -> segment.overlay() == overlay);
  }

  private static List<String> differences(HostModel model, Applied applied) {
    var wanted = HostNetwork.render(model).files();
    var there = HostNetwork.render(applied.model()).files();
    var all = new ArrayList<String>();
    wanted.forEach((path, content) -> {
      if (!there.containsKey(path)) all.add(path + " is missing");
      else if (!content.equals(there.get(path))) all.add(path + " was changed");
    });
    there.keySet().stream()
        .filter(path -> !wanted.containsKey(path))
        .forEach(path -> all.add(path + " should not be there"));
    if (!model.told().equals(applied.model().told())) all.add("metadata was changed");
    all.addAll(applied.drift());
    applied.daemons().forEach(name -> all.add(name + " does not run"));
    return all;
  }

  private List<PlaneSight.Pair> pairs(HostModel model, Applied applied) {
    return model.segments().stream()
        .flatMap(segment -> segment.far().stream().map(far -> pair(model, segment, far, applied)))
        .toList();
  }

  private PlaneSight.Pair pair(HostModel model, Segment segment, Segment.Far far, Applied applied) {
    var peer = far.node().host();
    boolean answers = hears(model.self().host(), peer, segment);
    return new PlaneSight.Pair(
        peer,
        segment.network(),
        answers,
        answers ? Optional.of(applied.at()) : Optional.empty(),
        answers ? 84 : 0,
        answers ? 84 : 0,
        answers ? Optional.of(RTT_MICROS) : Optional.empty(),
        answers ? 0 : 100,
        answers ? Optional.of(segment.mtu(model.self())) : Optional.empty(),
        answers ? Optional.empty() : Optional.of("no answer"));
  }

  private boolean hears(String host, String peer, Segment segment) {
    if (cut.contains(new Way(host, peer, segment.network()))) return false;
    if (reach.outage(peer).isPresent()) return false;
    return has(host, segment) && has(peer, segment);
  }

  private boolean has(String host, Segment wanted) {
    var applied = hosts.get(host);
    if (applied == null) return false;
    if (wanted.overlay() == Overlay.IPSEC && applied.daemons().contains(CHARON)) return false;
    return applied.model().segments().stream()
        .anyMatch(segment ->
            segment.network().equals(wanted.network()) && segment.overlay() == wanted.overlay());
  }

  @Override
  public Outcome apply(HostModel model) {
    var host = model.self().host();
    if (model.segments().isEmpty()) return clear(host);
    return reach.during(
        host,
        () -> {
          if (uses(model, Overlay.WIREGUARD)) keys.add(host);
          var at =
              Optional.ofNullable(hosts.get(host))
                  .filter(before -> before.model().equals(model))
                  .map(Applied::at)
                  .orElseGet(clock::instant);
          var before = Optional.ofNullable(hosts.get(host)).map(Applied::model);
          moves.add(PlaneMove.whole(before, model));
          hosts.put(
              host,
              new Applied(model, at, new CopyOnWriteArrayList<>(), ConcurrentHashMap.newKeySet()));
          return Outcome.done();
        });
  }

  @Override
  public Outcome redirect(HostModel model, List<Cut> asked) {
    var host = model.self().host();
    if (model.segments().isEmpty()) return Outcome.done();
    var before = Optional.ofNullable(hosts.get(host)).filter(a -> hasRules(a, model));
    if (before.isEmpty()) {
      var applied = apply(model);
      if (!(applied instanceof Outcome.Done)) return applied;
    }
    return reach.during(
        host,
        () -> {
          before.ifPresent(a -> {
            moves.add(PlaneMove.quick(a.model(), model));
            hosts.put(host, a.with(redirected(a.model(), model)));
          });
          cuts.computeIfAbsent(host, _ -> new CopyOnWriteArrayList<>()).addAll(asked);
          return Outcome.done();
        });
  }

  private static boolean hasRules(Applied applied, HostModel model) {
    var rules = "rules.nft";
    var there = HostNetwork.render(applied.model()).files().get(rules);
    return applied.drift().isEmpty()
        && HostNetwork.render(model).files().getOrDefault(rules, "").equals(there);
  }

  /// Names are brought with all the rest only.
  private static HostModel redirected(HostModel there, HostModel wanted) {
    var next = wanted.redirects();
    return there.with(
        new Redirects(next.links(), next.ports(), next.floating(), there.redirects().names()));
  }

  /// What was brought to all hosts, the oldest first.
  public List<PlaneMove> moves() {
    return List.copyOf(moves);
  }

  /// What was cut there, the oldest first.
  public List<Cut> cuts(String host) {
    return List.copyOf(cuts.getOrDefault(host, new CopyOnWriteArrayList<>()));
  }

  @Override
  public Outcome clear(String host) {
    return reach.during(
        host,
        () -> {
          hosts.remove(host);
          keys.remove(host);
          return Outcome.done();
        });
  }

  /// Always the same for the same host.
  private static String key(String host) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(host.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
