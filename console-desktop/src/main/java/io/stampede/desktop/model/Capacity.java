package io.stampede.desktop.model;

import io.stampede.client.Resource;
import java.util.List;

/// How full a host is: what its machines may take of its memory, and what its disk holds.
///
/// @param memory in MiB, as the host has it
/// @param reserved in MiB, what its virtual machines were given
/// @param disk in GiB, of the file system that holds what is ours
public record Capacity(String host, long memory, long reserved, long disk, long diskUsed) {
  private static final double NEARLY_FULL = 0.9;

  /// Of all hosts that were surveyed, by name.
  public static List<Capacity> in(World world) {
    return world.rows("host").all().stream()
        .map(Row::get)
        .filter(host -> host.number("memoryMib").isPresent())
        .map(host -> of(world, host))
        .sorted(java.util.Comparator.comparing(Capacity::host))
        .toList();
  }

  private static Capacity of(World world, Resource host) {
    long reserved =
        world.rows("virtualMachine").all().stream()
            .map(Row::get)
            .filter(vm -> vm.text("host").equals(host.id()))
            .mapToLong(vm -> vm.number("memoryMib").orElse(0L))
            .sum();
    long disk = host.number("diskTotalGib").orElse(0L);
    return new Capacity(
        host.name(),
        host.number("memoryMib").orElse(0L),
        reserved,
        disk,
        disk - host.number("diskFreeGib").orElse(disk));
  }

  public double memoryShare() {
    return memory == 0 ? 0 : Math.min(1, (double) reserved / memory);
  }

  public double diskShare() {
    return disk == 0 ? 0 : Math.min(1, (double) diskUsed / disk);
  }

  public static boolean nearlyFull(double share) {
    return share >= NEARLY_FULL;
  }
}
