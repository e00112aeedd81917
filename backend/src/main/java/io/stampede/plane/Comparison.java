package io.stampede.plane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A host's look beside its model: what differs, in words, and how the pairs fare.
///
/// @param networks Docker's, by name
record Comparison(
    HostModel model,
    Rendered wanted,
    ToldFolders told,
    PlaneLook seen,
    Map<String, DockerNetworks.Found> networks,
    Authority authority) {
  static final String CERTIFICATE = "swanctl/x509/host.pem";
  static final String AUTHORITY = "swanctl/x509ca/ca.pem";

  boolean nothingIsThere() {
    return seen.files().isEmpty()
        && seen.told().isEmpty()
        && seen.bridges().isEmpty()
        && networks.isEmpty();
  }

  PlaneSight sight(Instant now) {
    var daemons = new HashMap<>(seen.daemons());
    var at = told.at(model.told(), seen.told());
    return new PlaneSight(differences(), seen.wireguardKey(), daemons, pairs(now), at);
  }

  private List<String> differences() {
    var all = new ArrayList<String>();
    if (seen.pid().isEmpty()) all.add("stampede-net does not run");
    changed().forEach(path -> all.add(path + (has(path) ? " was changed" : " is missing")));
    gone().forEach(path -> all.add(path + " should not be there"));
    for (var address : toTell()) {
      all.add(
          "the metadata of %s %s"
              .formatted(address, seen.told().containsKey(address) ? "was changed" : "is missing"));
    }
    for (var address : toldNoMore()) {
      all.add("the metadata of %s should not be there".formatted(address));
    }
    for (var segment : model.segments()) bridge(segment).ifPresent(all::add);
    for (var stray : strays()) {
      all.add("Docker's network " + stray.name() + " should not be there");
    }
    certificateFault().ifPresent(all::add);
    all.addAll(seen.off());
    seen.daemons()
        .forEach((name, up) -> {
          if (!up) all.add(name + " does not run");
        });
    if (seen.state().startsWith("failed")) all.add(seen.state());
    return all.stream().distinct().toList();
  }

  private boolean has(String path) {
    return seen.files().containsKey(path);
  }

  /// Files that are to be brought.
  List<String> changed() {
    return wanted.files().entrySet().stream()
        .filter(file -> !Rendered.print(file.getValue()).equals(seen.files().get(file.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Files that are to go.
  List<String> gone() {
    var identity = model.has(Overlay.IPSEC) ? Set.of(CERTIFICATE, AUTHORITY) : Set.of();
    return seen.files().keySet().stream()
        .filter(path -> !wanted.files().containsKey(path) && !identity.contains(path))
        .sorted()
        .toList();
  }

  /// Addresses whose folders are to be brought.
  List<String> toTell() {
    return told.all().entrySet().stream()
        .filter(folder -> !folder.getValue().print().equals(seen.told().get(folder.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// What is among the folders and is to go.
  List<String> toldNoMore() {
    return seen.told().keySet().stream()
        .filter(address -> !told.all().containsKey(address))
        .sorted()
        .toList();
  }

  private Optional<String> bridge(Segment segment) {
    var name = segment.bridge();
    var address = seen.bridges().get(name);
    var network = networks.get(name);
    if (network == null) return Optional.of("Docker's network %s is not there".formatted(name));
    if (!fits(network, segment)) {
      return Optional.of(
          "Docker's network %s has %s instead of %s"
              .formatted(name, network.addressing(), addressing(segment)));
    }
    if (address == null) return Optional.of("the bridge %s is not there".formatted(name));
    var own = segment.gateway() + "/" + network.addressing().prefix();
    return address.equals(own)
        ? Optional.empty()
        : Optional.of("the bridge %s has not the address %s".formatted(name, own));
  }

  private static DockerNetworks.Addressing addressing(Segment segment) {
    return new DockerNetworks.Addressing(segment.cidr().toString(), segment.block().toString());
  }

  /// One that was made when only this host's part was taken for near serves until it is empty.
  static boolean fits(DockerNetworks.Found network, Segment segment) {
    return network.ours()
        && network.bridge().equals(segment.bridge())
        && (network.addressing().equals(addressing(segment))
            || network.addressing().subnet().equals(segment.block().toString()));
  }

  /// Networks of Docker that carry our mark, and that the model has no more.
  List<DockerNetworks.Found> strays() {
    var bridges = model.segments().stream().map(Segment::bridge).toList();
    return networks.values().stream()
        .filter(network -> network.ours() && !bridges.contains(network.name()))
        .toList();
  }

  Optional<String> certificateFault() {
    if (!model.has(Overlay.IPSEC)) return Optional.empty();
    if (seen.certificate().isEmpty()) return Optional.of("it has no certificate");
    var own = seen.files().get(AUTHORITY);
    if (!Rendered.print(authority.certificate()).equals(own)) {
      return Optional.of("it does not know this installation's authority");
    }
    return authority.fault(seen.certificate().get(), model.self().host());
  }

  private List<PlaneSight.Pair> pairs(Instant now) {
    return model.segments().stream()
        .flatMap(segment -> segment.far().stream().map(far -> pair(segment, far, now)))
        .toList();
  }

  private PlaneSight.Pair pair(Segment segment, Segment.Far far, Instant now) {
    var peer = far.node().host();
    var pings = Optional.ofNullable(seen.pings().get(new PlaneLook.Way(segment.network(), peer)));
    var child = Swanctl.name(segment, far);
    var counted = counted(segment, far, child);
    var since =
        counted.map(c ->
            segment.overlay() == Overlay.IPSEC
                ? now.minusSeconds(c.time())
                : Instant.ofEpochSecond(c.time()));
    return new PlaneSight.Pair(
        peer,
        segment.network(),
        pings.filter(PlaneLook.Pings::answers).isPresent(),
        since,
        counted.map(PlaneLook.Counted::in).orElse(0L),
        counted.map(PlaneLook.Counted::out).orElse(0L),
        pings.flatMap(PlaneLook.Pings::rttMicros),
        pings.map(Comparison::loss).orElse(100),
        pings.flatMap(PlaneLook.Pings::mtu),
        error(segment, far, pings.filter(PlaneLook.Pings::answers).isPresent(), child));
  }

  /// A router in the way says more than a daemon that hears nothing.
  private Optional<String> error(Segment segment, Segment.Far far, boolean answers, String child) {
    var said = Optional.ofNullable(seen.errors().get(child));
    if (answers) return said;
    return Routers.fault(segment.overlay(), model.self(), far.node()).or(() -> said);
  }

  private static int loss(PlaneLook.Pings pings) {
    return pings.sent() == 0
        ? 100
        : 100 - 100 * Math.min(pings.received(), pings.sent()) / pings.sent();
  }

  private Optional<PlaneLook.Counted> counted(Segment segment, Segment.Far far, String child) {
    return switch (segment.overlay()) {
      case IPSEC -> Optional.ofNullable(seen.children().get(child));
      case WIREGUARD ->
          far.node()
              .wireguardKey()
              .flatMap(key -> Optional.ofNullable(seen.handshakes().get(key)))
              .filter(peer -> peer.time() > 0);
      case VXLAN, DIRECT -> Optional.empty();
    };
  }
}
