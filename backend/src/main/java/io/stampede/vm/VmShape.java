package io.stampede.vm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// What a machine is made of, as far as it can be changed: a difference between the wanted shape
/// and the one seen is mended, in the run or at the next start.
///
/// @param drive the print of its drive with metadata; see [Drive]
/// @param maxCpus up to so many can be given while it runs; empty when those are all
/// @param maxMemoryMib likewise
/// @param made what kind of hardware it was made as; see [VmHardware#made]
/// @param disc the id of the image in its CD drive
public record VmShape(
    int cpus,
    int memoryMib,
    List<VmCard> cards,
    Optional<String> drive,
    OptionalInt maxCpus,
    OptionalInt maxMemoryMib,
    Optional<String> made,
    Optional<String> disc) {
  public VmShape {
    cards = List.copyOf(cards);
    maxCpus = above(maxCpus, cpus);
    maxMemoryMib = above(maxMemoryMib, memoryMib);
  }

  private static OptionalInt above(OptionalInt most, int least) {
    return most.isPresent() && most.getAsInt() > least ? most : OptionalInt.empty();
  }

  /// Without a disc.
  public VmShape(
      int cpus,
      int memoryMib,
      List<VmCard> cards,
      Optional<String> drive,
      OptionalInt maxCpus,
      OptionalInt maxMemoryMib,
      Optional<String> made) {
    this(cpus, memoryMib, cards, drive, maxCpus, maxMemoryMib, made, Optional.empty());
  }

  /// Without a drive, and without room to grow.
  public VmShape(int cpus, int memoryMib, List<VmCard> cards) {
    this(
        cpus,
        memoryMib,
        cards,
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  /// Without a network card.
  public VmShape(int cpus, int memoryMib) {
    this(cpus, memoryMib, List.of());
  }

  static VmShape of(VmSize size, List<VmCard> cards) {
    return new VmShape(
        size.cpus(),
        size.memoryMib(),
        cards,
        Optional.empty(),
        OptionalInt.of(size.mostCpus()),
        OptionalInt.of(size.mostMemoryMib()),
        Optional.empty());
  }

  int mostCpus() {
    return maxCpus.orElse(cpus);
  }

  int mostMemoryMib() {
    return maxMemoryMib.orElse(memoryMib);
  }

  VmShape with(Optional<String> otherDrive) {
    return new VmShape(cpus, memoryMib, cards, otherDrive, maxCpus, maxMemoryMib, made, disc);
  }

  VmShape madeAs(Optional<String> hardware) {
    return new VmShape(cpus, memoryMib, cards, drive, maxCpus, maxMemoryMib, hardware, disc);
  }

  public VmShape withCpus(int n) {
    return new VmShape(
        n, memoryMib, cards, drive, OptionalInt.of(mostCpus()), maxMemoryMib, made, disc);
  }

  public VmShape withMemoryMib(int mib) {
    return new VmShape(
        cpus, mib, cards, drive, maxCpus, OptionalInt.of(mostMemoryMib()), made, disc);
  }

  public VmShape withCards(List<VmCard> others) {
    return new VmShape(cpus, memoryMib, others, drive, maxCpus, maxMemoryMib, made, disc);
  }

  public VmShape withDisc(Optional<String> imageId) {
    return new VmShape(cpus, memoryMib, cards, drive, maxCpus, maxMemoryMib, made, imageId);
  }

  boolean isAsLargeAs(VmShape other) {
    return cpus == other.cpus
        && memoryMib == other.memoryMib
        && maxCpus.equals(other.maxCpus)
        && maxMemoryMib.equals(other.maxMemoryMib);
  }

  Optional<VmCard> card(String mac) {
    return cards.stream().filter(card -> card.mac().equals(mac)).findFirst();
  }

  @Override
  public String toString() {
    var plugged = cards.stream().map(card -> ", " + card).collect(Collectors.joining());
    var inserted = disc.map(image -> ", disc " + image).orElse("");
    return "%d CPUs, %d MiB%s%s".formatted(cpus, memoryMib, plugged, inserted);
  }
}
