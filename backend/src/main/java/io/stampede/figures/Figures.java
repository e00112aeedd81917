package io.stampede.figures;

import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How busy a host was in the step that begins at `at`.
///
/// @param cpuPercent of all its CPUs together, 0 to 100
/// @param memoryUsed bytes that no program could get; the page cache does not count
/// @param memoryTotal bytes
/// @param diskUsed bytes of the file system that holds `/var/lib/stampede`
/// @param diskTotal bytes
/// @param diskRead bytes a second, of all disks
/// @param diskWrite bytes a second
/// @param netIn bytes a second, of the host's own network cards
/// @param netOut bytes a second
public record Figures(
    Instant at,
    double cpuPercent,
    double memoryUsed,
    double memoryTotal,
    double diskUsed,
    double diskTotal,
    double diskRead,
    double diskWrite,
    double netIn,
    double netOut) {

  /// The mean of some, which must not be empty.
  static Figures mean(Instant at, List<Figures> some) {
    return new Figures(
        at,
        mean(some, Figures::cpuPercent),
        mean(some, Figures::memoryUsed),
        mean(some, Figures::memoryTotal),
        mean(some, Figures::diskUsed),
        mean(some, Figures::diskTotal),
        mean(some, Figures::diskRead),
        mean(some, Figures::diskWrite),
        mean(some, Figures::netIn),
        mean(some, Figures::netOut));
  }

  private static double mean(List<Figures> some, ToDoubleFunction<Figures> figure) {
    return some.stream().mapToDouble(figure).average().orElseThrow();
  }
}
