package io.stampede.placement;

import io.stampede.client.KindFace;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.store.Amount;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads hosts as placement sees them, from what every face is shown of them.
public final class Rooms {
  /// How many CPUs of workloads a host takes for each of its own, where it does not say otherwise.
  private static final long OVERCOMMIT = 4;

  private static final long GIB = 1024;

  /// The component that the managed networks are made of.
  private static final String NET = "net";

  private Rooms() {}

  public static List<Room> of(KindFace.Resources world) {
    return world.list("host").stream()
        .map(host -> of(host, world.memoryFreeMib(host.id())))
        .toList();
  }

  /// @param memoryFreeMib as it was measured last
  static Room of(Resource host, OptionalLong memoryFreeMib) {
    return new Room(
        host.id(),
        host.name(),
        labels(host),
        closed(host),
        total(host),
        memoryFreeMib,
        host.number("diskFreeGib")
            .map(gib -> OptionalLong.of(gib * GIB))
            .orElse(OptionalLong.empty()),
        engines(host));
  }

  private static Map<String, String> labels(Resource host) {
    var labels = new HashMap<String, String>();
    if (host.fields().get("labels") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
    }
    return labels;
  }

  private static Optional<String> closed(Resource host) {
    var phase = host.status().phase();
    if (phase == Phase.REMOVING || phase == Phase.REMOVED) return Optional.of("is being removed");
    if (phase == Phase.REBOOTING) return Optional.of("is rebooting");
    if (phase == Phase.UNREACHABLE) return Optional.of("is unreachable");
    return Boolean.TRUE.equals(host.fields().get("cordoned"))
        ? Optional.of("is cordoned")
        : Optional.empty();
  }

  private static Optional<Amount> total(Resource host) {
    var cpus = host.number("cpus");
    var memory = host.number("memoryMib");
    var disk = host.number("diskTotalGib");
    if (cpus.isEmpty() || memory.isEmpty() || disk.isEmpty()) return Optional.empty();
    long times = host.number("cpuOvercommit").orElse(OVERCOMMIT);
    return Optional.of(new Amount(cpus.get() * 1000 * times, memory.get(), disk.get() * GIB));
  }

  private static EnumSet<Ask.Engine> engines(Resource host) {
    var engines = EnumSet.noneOf(Ask.Engine.class);
    if (!host.text("dockerVersion").isEmpty()) engines.add(Ask.Engine.DOCKER);
    if (!host.text("libvirtVersion").isEmpty()) engines.add(Ask.Engine.LIBVIRT);
    if (has(host, NET)) engines.add(Ask.Engine.NETWORK);
    return engines;
  }

  /// Whether a component of ours was started there; one that does not run just now will.
  private static boolean has(Resource host, String component) {
    return host.fields().get("components") instanceof List<?> all
        && all.stream()
            .filter(Map.class::isInstance)
            .map(Map.class::cast)
            .anyMatch(c -> component.equals(c.get("name")) && !"loaded".equals(c.get("state")));
  }
}
