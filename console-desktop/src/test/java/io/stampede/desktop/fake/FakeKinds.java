package io.stampede.desktop.fake;

import io.stampede.engine.Phase;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Field;
import io.stampede.schema.KindSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Kinds like the real ones, small.
final class FakeKinds {
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

  record HostSpec(
      @Field(label = "Name", column = true, pattern = NAME, example = "h1") String name,
      @Field(label = "Address", column = true, help = "Name or IP address.", example = "10.0.0.11")
          String address,
      @Field(label = "Port", byDefault = "22", min = 1, max = 65535, more = true) int port,
      @Field(label = "User", byDefault = "root", more = true) String user,
      @Field(label = "Private key", secret = true, multiline = true, maxLength = 20000)
          String privateKey,
      @Field(label = "Host key", help = "Its SHA-256 fingerprint.") Optional<String> hostKey) {}

  record HostFacts(
      @Field(label = "CPUs", column = true) OptionalLong cpus,
      @Field(label = "Memory", unit = "MiB", column = true) OptionalLong memoryMib,
      @Field(label = "Disk", unit = "GiB") OptionalLong diskTotalGib,
      @Field(label = "Disk free", unit = "GiB", column = true) OptionalLong diskFreeGib,
      @Field(label = "Docker", column = true) Optional<String> docker,
      @Field(label = "libvirt") Optional<String> libvirt,
      @Field(label = "Disks") List<DiskRow> disks) {}

  record DiskRow(
      @Field(label = "Device", column = true) String device,
      @Field(label = "Mounted at", column = true) String mount,
      @Field(label = "Size", unit = "GiB", column = true) long size,
      @Field(label = "Free", unit = "GiB", column = true) long free) {}

  record HostKeyInput(
      @Field(label = "Address") String address,
      @Field(label = "Port", byDefault = "22") int port) {}

  record VmSpec(
      @Field(label = "Name", column = true, pattern = NAME, example = "web1") String name,
      @Field(label = "Image", column = true, reference = "image", help = "What its disk starts as.")
          String image,
      @Field(
              label = "Host",
              column = true,
              reference = "host",
              help = "Where it runs; left open, the one with most room.")
          Optional<String> host,
      @Field(label = "Memory", unit = "MiB", byDefault = "512", min = 16, column = true)
          long memoryMib,
      @Field(label = "CPUs", byDefault = "1", min = 1, max = 64, column = true, update = true)
          long cpus,
      @Field(label = "Labels", more = true, update = true) Map<String, String> labels,
      @Field(label = "Start with the host", byDefault = "true", more = true, update = true)
          boolean autostart) {}

  record VmFacts(@Field(label = "Address", column = true) Optional<String> ipAddress) {}

  record Line(@Field(label = "Line", multiline = true) String line) {}

  record ContainerSpec(
      @Field(label = "Name", column = true, pattern = NAME, example = "redis") String name,
      @Field(label = "Image", column = true, example = "busybox") String image,
      @Field(label = "Host", column = true, reference = "host") Optional<String> host,
      @Field(label = "Command", more = true, help = "One word a line.") List<String> command) {}

  record ContainerFacts(
      @Field(label = "Address", column = true) Optional<String> ipAddress,
      @Field(label = "Exit code") OptionalLong exitCode) {}

  record ImageSpec(
      @Field(label = "Name", column = true, pattern = NAME, example = "debian-12") String name,
      @Field(label = "Address", column = true, example = "https://example.org/debian-12.qcow2")
          Optional<String> url) {}

  record ImageFacts(@Field(label = "Size", unit = "bytes", column = true) OptionalLong size) {}

  static final List<KindSchema> ALL =
      List.of(
          KindSchema.of(
              "host",
              "Host",
              "Hosts",
              "A machine that runs your virtual machines and containers, reached over SSH.",
              HostSpec.class,
              HostFacts.class,
              retry(),
              ActionSchema.of("hostKey", "Host key", "Asks for the host's key.")
                  .withInput(HostKeyInput.class)
                  .ofCollection()),
          KindSchema.of(
              "virtualMachine",
              "Virtual machine",
              "Virtual machines",
              "A machine of its own kernel, on a host's libvirt.",
              VmSpec.class,
              VmFacts.class,
              start(),
              stop(),
              restart(),
              retry()),
          KindSchema.of(
              "container",
              "Container",
              "Containers",
              "A process with its own files, on a host's Docker.",
              ContainerSpec.class,
              ContainerFacts.class,
              start(),
              stop(),
              restart(),
              retry(),
              ActionSchema.of("parse", "From docker run", "Fills the form from a line.")
                  .withInput(Line.class)
                  .ofCollection()),
          KindSchema.of(
              "image",
              "Image",
              "Images",
              "What the disks of virtual machines start as.",
              ImageSpec.class,
              ImageFacts.class,
              retry()),
          FakeCandidates.schema());

  private FakeKinds() {}

  static Class<? extends Record> spec(String kind) {
    return switch (kind) {
      case "host" -> HostSpec.class;
      case "virtualMachine" -> VmSpec.class;
      case "container" -> ContainerSpec.class;
      default -> ImageSpec.class;
    };
  }

  private static ActionSchema start() {
    return ActionSchema.of("start", "Start", "Starts it.", Phase.STOPPED);
  }

  private static ActionSchema stop() {
    return ActionSchema.of("stop", "Stop", "Stops it in order.", Phase.RUNNING);
  }

  private static ActionSchema restart() {
    return ActionSchema.of("restart", "Restart", "Stops and starts it.", Phase.RUNNING)
        .asDestructive();
  }

  private static ActionSchema retry() {
    return ActionSchema.of("retry", "Retry", "Tries again now.", Phase.ERROR, Phase.UNREACHABLE);
  }
}
