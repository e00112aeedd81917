package io.stampede.vm;

import io.stampede.schema.Field;
import java.util.OptionalInt;

/// How large a machine is.
public record VmSize(
    @Field(
            label = "CPUs",
            help = "A running machine gets more at once, up to its most; fewer at its next start.",
            byDefault = "1",
            update = true,
            column = true,
            min = 1,
            max = 256)
        int cpus,
    @Field(
            label = "Memory",
            help = "A running machine is given another amount at once, up to its most memory.",
            unit = "MiB",
            byDefault = "512",
            update = true,
            column = true,
            min = 32,
            max = 4_194_304)
        int memoryMib,
    @Field(
            label = "Disk",
            help = "At least the image's size, which it has when this is left open.",
            unit = "GiB",
            min = 1,
            max = 65_536)
        OptionalInt diskGib,
    @Field(
            label = "Most CPUs",
            group = "Hardware",
            help = "Up to so many can be given while it runs; twice as many when left open.",
            update = true,
            more = true,
            min = 1,
            max = 256)
        OptionalInt maxCpus,
    @Field(
            label = "Most memory",
            group = "Hardware",
            help =
                "Up to so much can be given while it runs, to a guest with a balloon driver; one"
                    + " without takes all of it. As its memory when left open.",
            unit = "MiB",
            update = true,
            more = true,
            min = 32,
            max = 4_194_304)
        OptionalInt maxMemoryMib) {
  private static final int FEW = 4;
  private static final int MANY = 128;

  /// With a disk as large as its image.
  public VmSize(int cpus, int memoryMib) {
    this(cpus, memoryMib, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /// As large as one that was seen; a disk cannot be made another size so.
  VmSize with(VmShape seen) {
    return new VmSize(
        seen.cpus(),
        seen.memoryMib(),
        diskGib,
        OptionalInt.of(seen.mostCpus()),
        OptionalInt.of(seen.mostMemoryMib()));
  }

  /// Where its most was left open, it is that of a domain which we did not make.
  VmSize within(VmShape seen) {
    return new VmSize(
        cpus,
        memoryMib,
        diskGib,
        maxCpus.isPresent() ? maxCpus : OptionalInt.of(seen.mostCpus()),
        maxMemoryMib.isPresent() ? maxMemoryMib : OptionalInt.of(seen.mostMemoryMib()));
  }

  /// A processor that is not there costs nothing; more than the most asked for is its own most.
  int mostCpus() {
    int usual = cpus >= MANY ? cpus : Math.max(FEW, 2 * cpus);
    return Math.max(cpus, maxCpus.orElse(usual));
  }

  int mostMemoryMib() {
    return Math.max(memoryMib, maxMemoryMib.orElse(memoryMib));
  }

  VmSize with(int cpus, int memoryMib, OptionalInt diskGib) {
    return new VmSize(cpus, memoryMib, diskGib, maxCpus, maxMemoryMib);
  }
}
