package io.stampede.host;

import io.stampede.schema.Field;
import java.util.Optional;

/// What a survey found.
///
/// @param mark whose owner file lies on the host
public record HostFacts(
    @Field(label = "Operating system", column = true) String os,
    @Field(label = "Kernel", more = true) String kernel,
    @Field(label = "Architecture", more = true) String architecture,
    @Field(label = "Host name", help = "What the host calls itself.", more = true) String hostname,
    @Field(label = "CPUs", column = true) int cpus,
    @Field(label = "Memory", unit = "MiB", column = true) long memoryMib,
    @Field(
            label = "Disk",
            help = "Size of the file system that holds /var/lib/stampede.",
            unit = "GiB")
        long diskTotalGib,
    @Field(label = "Disk free", unit = "GiB", column = true) long diskFreeGib,
    @Field(label = "Docker", help = "Its version, where it answers.", column = true)
        Optional<String> dockerVersion,
    @Field(label = "libvirt", help = "Its version, where its socket is there.", column = true)
        Optional<String> libvirtVersion,
    @Field(label = "KVM", help = "Whether virtual machines run at full speed.") boolean kvm,
    @Field(label = "Boot", help = "Changes with every start of the host.", more = true)
        String bootId,
    @Field(
            label = "Latency",
            help = "Of one round trip over the connection, rounded up.",
            unit = "ms",
            more = true)
        long latencyMillis,
    Mark mark) {
  /// Whose host it is, by its owner file.
  public enum Mark {
    NONE,
    OURS,
    /// Another Stampede manages things on it too; its file is left alone.
    OTHER
  }
}
