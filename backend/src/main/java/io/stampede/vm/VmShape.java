package io.stampede.vm;

import java.util.List;
import java.util.stream.Collectors;

/// What a machine is made of, as far as it can be changed: a difference between the wanted shape
/// and the one seen is mended.
public record VmShape(int cpus, int memoryMib, List<VmCard> cards) {
  public VmShape {
    cards = List.copyOf(cards);
  }

  /// Without a network card.
  public VmShape(int cpus, int memoryMib) {
    this(cpus, memoryMib, List.of());
  }

  boolean isAsLargeAs(VmShape other) {
    return cpus == other.cpus && memoryMib == other.memoryMib;
  }

  @Override
  public String toString() {
    var plugged = cards.stream().map(card -> ", " + card).collect(Collectors.joining());
    return "%d CPUs, %d MiB%s".formatted(cpus, memoryMib, plugged);
  }
}
