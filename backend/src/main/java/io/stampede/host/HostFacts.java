package io.stampede.host;

import io.stampede.engine.Problem;
import io.stampede.schema.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a survey found.
///
/// @param ownLibvirt whether a libvirt is installed that is not ours
/// @param mark whose owner file lies on the host
/// @param problems what keeps a part of it from working, the worst first; see [HostHealth]
public record HostFacts(
    @Field(label = "Operating system", column = true) String os,
    @Field(label = "Kernel", more = true) String kernel,
    @Field(label = "Architecture", more = true) String architecture,
    @Field(label = "Host name", help = "What the host calls itself.", more = true) String hostname,
    @Field(label = "CPU", help = "Its model.") String cpuModel,
    @Field(label = "CPUs", help = "Threads that run at once.", column = true) int cpus,
    @Field(label = "Cores", help = "Cores of its CPUs; each may run more than one thread.")
        int cores,
    @Field(label = "Memory", unit = "MiB", column = true) long memoryMib,
    @Field(
            label = "Disk",
            help = "Size of the file system that holds /var/lib/stampede.",
            unit = "GiB")
        long diskTotalGib,
    @Field(label = "Disk free", unit = "GiB", column = true) long diskFreeGib,
    @Field(label = "Disks", help = "With size and model.") List<String> disks,
    @Field(label = "Addresses", help = "With the network card that has them.")
        List<String> addresses,
    @Field(label = "MTU", help = "Of each network card.", unit = "bytes", more = true)
        Map<String, Integer> mtus,
    @Field(label = "Docker", help = "Its version, where it answers.", column = true)
        Optional<String> dockerVersion,
    @Field(label = "libvirt", help = "Its version, where it answers.", column = true)
        Optional<String> libvirtVersion,
    @Field(label = "Containers there", help = "All on the host, also those of others.")
        int containersThere,
    @Field(label = "Machines there", help = "All on the host, also those of others.")
        int machinesThere,
    @Field(label = "KVM", help = "Whether virtual machines run at full speed.") boolean kvm,
    @Field(label = "Boot", help = "Changes with every start of the host.", more = true)
        String bootId,
    @Field(
            label = "Latency",
            help = "Of one round trip over the connection, rounded up.",
            unit = "ms",
            more = true)
        long latencyMillis,
    @Field(label = "Degraded", help = "The parts of it that do not work.") List<String> degraded,
    Mark mark,
    List<Problem> problems,
    @Field(
            label = "Components",
            help = "What this console brought to the host, in its Docker.",
            more = true)
        List<ComponentSeen> components,
    boolean ownLibvirt) {
  public HostFacts {
    components = List.copyOf(components);
    disks = List.copyOf(disks);
    addresses = List.copyOf(addresses);
    mtus = Map.copyOf(mtus);
    degraded = List.copyOf(degraded);
    problems = List.copyOf(problems);
  }

  /// Of a host that cannot be looked at any more.
  static final HostFacts NOTHING =
      new HostFacts(
          "",
          "",
          "",
          "",
          "",
          0,
          0,
          0,
          0,
          0,
          List.of(),
          List.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          0,
          0,
          false,
          "",
          0,
          List.of(),
          Mark.NONE,
          List.of(),
          List.of(),
          false);

  /// Whose host it is, by its owner file.
  public enum Mark {
    NONE,
    OURS,
    /// Another Stampede manages things on it too; its file is left alone.
    OTHER
  }

  HostFacts with(Mark other) {
    return new HostFacts(
        os,
        kernel,
        architecture,
        hostname,
        cpuModel,
        cpus,
        cores,
        memoryMib,
        diskTotalGib,
        diskFreeGib,
        disks,
        addresses,
        mtus,
        dockerVersion,
        libvirtVersion,
        containersThere,
        machinesThere,
        kvm,
        bootId,
        latencyMillis,
        degraded,
        other,
        problems,
        components,
        ownLibvirt);
  }

  /// The same with what is wrong with it.
  HostFacts with(List<Problem> wrong) {
    return new HostFacts(
        os,
        kernel,
        architecture,
        hostname,
        cpuModel,
        cpus,
        cores,
        memoryMib,
        diskTotalGib,
        diskFreeGib,
        disks,
        addresses,
        mtus,
        dockerVersion,
        libvirtVersion,
        containersThere,
        machinesThere,
        kvm,
        bootId,
        latencyMillis,
        wrong.stream().map(Problem::code).toList(),
        mark,
        wrong,
        components,
        ownLibvirt);
  }

  /// The same with what is there of our components.
  HostFacts with(List<ComponentSeen> seen, boolean libvirtIsItsOwn) {
    return new HostFacts(
        os,
        kernel,
        architecture,
        hostname,
        cpuModel,
        cpus,
        cores,
        memoryMib,
        diskTotalGib,
        diskFreeGib,
        disks,
        addresses,
        mtus,
        dockerVersion,
        libvirtVersion,
        containersThere,
        machinesThere,
        kvm,
        bootId,
        latencyMillis,
        degraded,
        mark,
        problems,
        seen,
        libvirtIsItsOwn);
  }
}
