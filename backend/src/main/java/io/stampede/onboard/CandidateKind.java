package io.stampede.onboard;

import io.stampede.component.Components;
import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.onboard.CandidateFacts.Trust;
import io.stampede.onboard.CheckRow.State;
import io.stampede.onboard.Neighbours.Neighbour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Candidates: looking at one tells how far its probing has come, and never waits for it.
public final class CandidateKind implements Kind<CandidateSpec, CandidateFacts, CandidateStep> {
  public static final String NAME = "candidate";

  /// What is wrong is looked at again this often, since people mend it meanwhile.
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /// Nobody looks at a candidate that was only planned.
  private static final Duration FORGOTTEN = Duration.ofMinutes(2);

  private final CandidateHost host;
  private final Neighbours neighbours;
  private final String installation;
  private final Components components;
  private final InstantSource clock;
  private final Consumer<ResourceId> wake;
  private final ConcurrentMap<String, Probing> probings = new ConcurrentHashMap<>();

  /// @param installation this console's own id
  /// @param components what hosts are given of ours
  public CandidateKind(
      CandidateHost host,
      Neighbours neighbours,
      String installation,
      Components components,
      InstantSource clock,
      Consumer<ResourceId> wake) {
    this.host = host;
    this.neighbours = neighbours;
    this.installation = installation;
    this.components = components;
    this.clock = clock;
    this.wake = wake;
  }

  @Override
  public String name() {
    return NAME;
  }

  /// A lane of its own: one that hangs must not keep another.
  @Override
  public String lane(Intent<CandidateSpec> intent) {
    return NAME + " " + intent.id().value();
  }

  /// Each candidate becomes the host of the same letters, however often it is added.
  static String hostId(String candidateId) {
    return "ho-" + candidateId.substring(candidateId.indexOf('-') + 1);
  }

  @Override
  public Sight<CandidateFacts> look(Intent<CandidateSpec> intent) {
    var id = intent.id().value();
    var spec = intent.spec();
    var standing = neighbours.host(hostId(id));
    if (!intent.wantsPresence() && !keyIsLeft(spec, standing)) {
      close(id);
      return new Sight.Missing<>(clock.instant());
    }
    if (standing.isPresent()) return added(id, spec, standing.get());
    sweep();
    var probing = probing(id, spec);
    // One moment of it: parts end while this is read.
    var progress = probing.progress();
    var facts = Looks.facts(seen(id, spec, progress), progress, Optional.empty());
    if (isDue(probing, facts)) probing.refresh();
    if (!intent.wantsPresence()) return leaving(facts);
    return new Sight.Found<>(facts, clock.instant());
  }

  private static boolean keyIsLeft(CandidateSpec spec, Optional<Neighbours.Standing> host) {
    return spec.keyMade() && spec.keyInstalled() && host.isEmpty();
  }

  private Sight<CandidateFacts> leaving(CandidateFacts facts) {
    if (facts.trouble().filter(CandidateKind::isRefusal).isPresent()) {
      return new Sight.Found<>(facts, clock.instant());
    }
    if (facts.trouble().isPresent()) {
      return new Sight.Unseen<>(facts.trouble().get(), clock.instant());
    }
    return facts.isTrusted()
        ? new Sight.Found<>(facts, clock.instant())
        : new Sight.Unseen<>(
            Problem.host("not-reached", "it is being reached to take our key back", ""),
            clock.instant());
  }

  /// Our key was taken from it already, or by somebody else; it may be left on a jump.
  private static boolean isRefusal(Problem trouble) {
    return trouble.code().equals("auth-refused");
  }

  private Sight<CandidateFacts> added(String id, CandidateSpec spec, Neighbours.Standing standing) {
    var probing = probings.get(id);
    var progress = probing == null ? Progress.NONE : probing.progress();
    if (standing.ready()) close(id);
    var facts = Looks.facts(seen(id, spec, progress), progress, Optional.of(hostId(id)));
    return new Sight.Found<>(facts.following(standing), clock.instant());
  }

  private Seen seen(String id, CandidateSpec spec, Progress progress) {
    return new Seen(spec, progress.probed(), others(id), installation, components);
  }

  /// Without itself, and each that has become a host only as that.
  private List<Neighbour> others(String id) {
    var all = neighbours.all();
    var hosts = all.stream().filter(Neighbour::host).map(Neighbour::id).collect(Collectors.toSet());
    return all.stream()
        .filter(n -> !n.id().equals(id) && !n.id().equals(hostId(id)))
        .filter(n -> n.host() || !hosts.contains(hostId(n.id())))
        .toList();
  }

  private boolean isDue(Probing probing, CandidateFacts facts) {
    boolean wrong =
        facts.trouble().isPresent()
            || facts.trust() == Trust.CHANGED
            || facts.checks().stream().anyMatch(row -> row.state() == State.FAILED);
    return wrong && probing.restedFor(AGAIN);
  }

  private Probing probing(String id, CandidateSpec spec) {
    return probings.compute(
        id,
        (_, kept) -> {
          if (kept != null && kept.spec().reachedAs(spec)) return kept(kept, spec);
          if (kept != null) kept.close();
          var fresh =
              new Probing(
                  id,
                  spec,
                  host,
                  clock,
                  () -> others(id),
                  () -> wake.accept(new ResourceId(NAME, id)));
          fresh.start();
          return fresh;
        });
  }

  private static Probing kept(Probing kept, CandidateSpec spec) {
    boolean asked = !kept.spec().rechecks().equals(spec.rechecks());
    kept.become(spec);
    if (asked) kept.again(parts(spec));
    return kept;
  }

  private static Set<Part> parts(CandidateSpec spec) {
    var parts = EnumSet.noneOf(Part.class);
    for (var word : spec.recheckOnly()) Checks.named(word).ifPresent(c -> parts.add(c.part()));
    // What the console holds against the script's findings is asked of the script again.
    if (parts.remove(Part.CONSOLE) || parts.contains(Part.TUNNELS)) parts.add(Part.SYSTEM);
    return parts;
  }

  private void sweep() {
    probings.entrySet().stream()
        .filter(e -> e.getValue().restedFor(FORGOTTEN) && !neighbours.knows(e.getKey()))
        .map(java.util.Map.Entry::getKey)
        .toList()
        .forEach(this::close);
  }

  private void close(String id) {
    probings.computeIfPresent(
        id,
        (_, kept) -> {
          kept.close();
          return null;
        });
  }

  @Override
  public Plan<CandidateStep> plan(
      Intent<CandidateSpec> intent, Sight<CandidateFacts> sight, Instant now) {
    return CandidatePlanner.plan(intent, sight, now);
  }

  @Override
  public Outcome apply(Intent<CandidateSpec> intent, CandidateStep step) {
    var id = intent.id().value();
    var spec = intent.spec();
    return switch (step) {
      case CandidateStep.Mend(var _, var check, var _, var _) -> mend(id, spec, check);
      case CandidateStep.InstallKey _ -> {
        var installed = host.installKey(id, spec);
        yield installed instanceof Outcome.Done ? neighbours.keyInstalled(id) : installed;
      }
      case CandidateStep.Add _ -> neighbours.add(hostId(id), spec.host());
      case CandidateStep.Retire _ -> neighbours.retire(id);
      case CandidateStep.TakeKeyBack _ -> {
        var taken = host.takeKeyBack(id, spec);
        yield taken instanceof Outcome.Done ? neighbours.keyTakenBack(id) : taken;
      }
    };
  }

  private Outcome mend(String id, CandidateSpec spec, String word) {
    var check = Checks.named(word).orElseThrow();
    var outcome = host.fix(id, spec, check.fix().orElseThrow());
    var probing = probings.get(id);
    if (probing != null && outcome instanceof Outcome.Done) {
      var part = check.part() == Part.CONSOLE ? Part.SYSTEM : check.part();
      probing.again(EnumSet.of(part, Part.SYSTEM));
    }
    return outcome;
  }

  @Override
  public Phase settled(Intent<CandidateSpec> intent, Sight<CandidateFacts> sight) {
    var facts = sight.found();
    if (facts.isEmpty()) return Phase.REQUESTED;
    if (facts.get().hostReady()) return Phase.ADDED;
    boolean decided = facts.get().isTrusted() && facts.get().bars().isEmpty();
    return decided ? Phase.READY : Phase.WAITING;
  }

  @Override
  public Duration patrol() {
    return AGAIN;
  }
}
