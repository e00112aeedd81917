package io.stampede.container;

import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a container may take beside memory and CPUs; what is left open is not limited.
///
/// @param memorySwapMib memory and swap together
public record ContainerResources(
    @Field(
            label = "Memory and swap",
            help = "Together; -1 is as much swap as there is. Needs a memory limit.",
            unit = "MiB",
            update = true,
            more = true,
            min = -1,
            max = 1 << 24)
        OptionalInt memorySwapMib,
    @Field(
            label = "Memory reservation",
            help = "What it is kept to when the host runs short.",
            unit = "MiB",
            update = true,
            more = true,
            min = 6,
            max = 1 << 24)
        OptionalInt memoryReservationMib,
    @Field(
            label = "Processes",
            help = "At most; -1 is no limit.",
            update = true,
            more = true,
            min = -1,
            max = 1 << 22)
        OptionalInt pidsLimit,
    @Field(
            label = "CPU set",
            help = "The CPUs of the host that it may use.",
            update = true,
            more = true,
            maxLength = 128,
            pattern = "[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*",
            example = "0-3")
        Optional<String> cpuset,
    @Field(
            label = "Memory nodes",
            help = "The NUMA nodes whose memory it may use.",
            update = true,
            more = true,
            maxLength = 128,
            pattern = "[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*",
            example = "0-3")
        Optional<String> cpusetMems,
    @Field(
            label = "CPU shares",
            help = "Its weight beside others when CPUs are short; 1024 is usual.",
            update = true,
            more = true,
            min = 2,
            max = 262_144)
        OptionalInt cpuShares,
    @Field(
            label = "Disk weight",
            help = "Its weight beside others when disks are busy.",
            update = true,
            more = true,
            min = 10,
            max = 1000)
        OptionalInt blkioWeight,
    @Field(
            label = "OOM score",
            help = "Added when the kernel looks for what to end for want of memory.",
            update = true,
            more = true,
            min = -1000,
            max = 1000)
        OptionalInt oomScoreAdj,
    @Field(label = "No OOM killer", byDefault = "false", update = true, more = true)
        boolean oomKillDisable,
    @Field(
            label = "Shared memory",
            help = "The size of /dev/shm; 64 MiB when left open.",
            unit = "MiB",
            update = true,
            more = true,
            min = 1,
            max = 1 << 24)
        OptionalInt shmMib,
    @Field(
            label = "Ulimits",
            update = true,
            more = true,
            maxLength = 64,
            example = "nofile=1024:4096")
        List<Ulimit> ulimits) {
  static final ContainerResources USUAL =
      new ContainerResources(
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          false,
          OptionalInt.empty(),
          List.of());

  public ContainerResources {
    ulimits = List.copyOf(ulimits);
  }
}
