package io.stampede.template;

import io.stampede.image.ImageName;
import io.stampede.schema.Field;
import java.util.List;
import java.util.OptionalInt;

/// A size of machines, by name.
///
/// @param builtIn whether it comes with the console
public record InstanceTypeSpec(
    @Field(
            label = "Name",
            column = true,
            maxLength = 40,
            pattern = "[a-z0-9][a-z0-9.-]{0,39}",
            example = "small")
        ImageName name,
    @Field(label = "CPUs", column = true, update = true, min = 1, max = 256, example = "1")
        int cpus,
    @Field(
            label = "Memory",
            unit = "MiB",
            column = true,
            update = true,
            min = 32,
            max = 4_194_304,
            example = "1024")
        int memoryMib,
    @Field(
            label = "Disk",
            help = "As large as its image where this is left open.",
            unit = "GiB",
            column = true,
            update = true,
            min = 1,
            max = 65_536)
        OptionalInt diskGib,
    @Field(label = "Built in", create = false, column = true) boolean builtIn) {
  /// Those that come with the console.
  public static final List<InstanceTypeSpec> BUILT_IN =
      List.of(
          of("tiny", 1, 512, 5),
          of("small", 1, 1024, 10),
          of("medium", 2, 2048, 20),
          of("large", 4, 4096, 40),
          of("xlarge", 8, 8192, 80));

  private static InstanceTypeSpec of(String name, int cpus, int memoryMib, int diskGib) {
    return new InstanceTypeSpec(
        new ImageName(name), cpus, memoryMib, OptionalInt.of(diskGib), true);
  }
}
