package io.stampede.vm;

import io.stampede.schema.Field;
import java.util.OptionalInt;

/// How large a machine is.
public record VmSize(
    @Field(
            label = "CPUs",
            help = "A running machine is restarted when this is changed.",
            byDefault = "1",
            update = true,
            column = true,
            min = 1,
            max = 256)
        int cpus,
    @Field(
            label = "Memory",
            help = "A running machine is restarted when this is changed.",
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
        OptionalInt diskGib) {
  /// With a disk as large as its image.
  public VmSize(int cpus, int memoryMib) {
    this(cpus, memoryMib, OptionalInt.empty());
  }

  /// As large as one that was seen; a disk cannot be made another size so.
  VmSize with(VmShape seen) {
    return new VmSize(seen.cpus(), seen.memoryMib(), diskGib);
  }
}
