package io.stampede.store;

/// What a workload needs of a host, or a host has.
///
/// @param milliCpus thousandths of a CPU
public record Amount(long milliCpus, long memoryMib, long diskMib) {
  public static final Amount NOTHING = new Amount(0, 0, 0);

  public Amount plus(Amount other) {
    return new Amount(
        milliCpus + other.milliCpus, memoryMib + other.memoryMib, diskMib + other.diskMib);
  }

  /// Whether it asks for more than the other in any respect.
  public boolean exceeds(Amount other) {
    return milliCpus > other.milliCpus || memoryMib > other.memoryMib || diskMib > other.diskMib;
  }
}
