package io.stampede.container;

import java.util.Optional;
import java.util.OptionalInt;

/// What a container may take at most; an empty part is no limit.
public record Limits(OptionalInt memoryMib, Optional<Cpus> cpus) {
  public static final Limits NONE = new Limits(OptionalInt.empty(), Optional.empty());

  /// Whether Docker keeps a container within these. Docker cannot lift a limit once it is set, so
  /// one that is no more wanted is not missed.
  boolean areKeptBy(Limits seen) {
    boolean memory = memoryMib.isEmpty() || memoryMib.equals(seen.memoryMib);
    boolean cpu = cpus.isEmpty() || cpus.map(Cpus::nano).equals(seen.cpus.map(Cpus::nano));
    return memory && cpu;
  }

  /// With these in place of what they say something of.
  public Limits changed(Limits next) {
    return new Limits(
        next.memoryMib.isPresent() ? next.memoryMib : memoryMib, next.cpus.or(() -> cpus));
  }

  /// As in `Memory: 256 MiB, CPUs: 0.5`.
  String words() {
    var memory = memoryMib.isPresent() ? "Memory: %d MiB".formatted(memoryMib.getAsInt()) : "";
    var cpu = cpus.map(c -> "CPUs: " + c.value()).orElse("");
    return memory + (memory.isEmpty() || cpu.isEmpty() ? "" : ", ") + cpu;
  }
}
