package io.stampede.vm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a machine is made of, as far as it can be changed: a difference between the wanted shape
/// and the one seen is mended.
///
/// @param drive the print of its drive with metadata; see [Drive]
public record VmShape(int cpus, int memoryMib, List<VmCard> cards, Optional<String> drive) {
  public VmShape {
    cards = List.copyOf(cards);
  }

  /// Without a drive.
  public VmShape(int cpus, int memoryMib, List<VmCard> cards) {
    this(cpus, memoryMib, cards, Optional.empty());
  }

  /// Without a network card.
  public VmShape(int cpus, int memoryMib) {
    this(cpus, memoryMib, List.of());
  }

  VmShape with(Optional<String> otherDrive) {
    return new VmShape(cpus, memoryMib, cards, otherDrive);
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
