package io.stampede.web.fake;

import io.stampede.engine.Phase;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Field;
import io.stampede.schema.KindSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Kinds that look like the real ones, with a field of every type among them.
public final class FakeKinds {
  private FakeKinds() {}

  public enum Restart {
    NO,
    ALWAYS,
    ON_FAILURE
  }

  public record HostSpec(
      @Field(label = "Name", column = true, maxLength = 63, pattern = "[a-z0-9-]+", example = "h1")
          String name,
      @Field(
              label = "Address",
              help = "Where its SSH server listens.",
              column = true,
              example = "10.0.0.11:22")
          String address,
      @Field(label = "User", byDefault = "root", example = "core") String user,
      @Field(
              label = "Private key",
              help = "OpenSSH format; kept encrypted.",
              secret = true,
              multiline = true,
              example = "-----BEGIN OPENSSH PRIVATE KEY-----")
          String privateKey,
      @Field(label = "Host key", help = "The fingerprint that was confirmed.") String hostKey,
      @Field(label = "Labels", more = true, update = true, help = "Any words.")
          Map<String, String> labels) {}

  public record HostFacts(
      @Field(label = "CPUs", column = true) OptionalLong cpus,
      @Field(label = "Memory", unit = "MiB", column = true) OptionalLong memory,
      @Field(label = "Docker", column = true) Optional<String> docker,
      @Field(label = "libvirt", column = true) Optional<String> libvirt) {}

  public record HostKeyInput(@Field(label = "Address", example = "10.0.0.11:22") String address) {}

  public record Line(
      @Field(label = "Line", multiline = true, example = "docker run --name cache redis:8")
          String line) {}

  public record MachineSpec(
      @Field(
              label = "Name",
              column = true,
              maxLength = 63,
              pattern = "[a-z0-9-]+",
              example = "web-1")
          String name,
      @Field(label = "Image", reference = "image", help = "What it starts from.", column = true)
          String image,
      @Field(
              label = "Host",
              reference = "host",
              help = "None: the one with most room.",
              column = true)
          Optional<String> host,
      @Field(label = "CPUs", byDefault = "1", min = 1, max = 64, column = true, update = true)
          int cpus,
      @Field(
              label = "Memory",
              unit = "MiB",
              byDefault = "512",
              min = 64,
              max = 1048576,
              column = true,
              update = true)
          int memory,
      @Field(label = "User data", multiline = true, more = true, help = "Cloud-config or a script.")
          Optional<String> userData) {}

  public record MachineFacts(@Field(label = "Address", column = true) Optional<String> ip) {}

  public record ContainerSpec(
      @Field(
              label = "Name",
              column = true,
              maxLength = 63,
              pattern = "[a-z0-9-]+",
              example = "cache")
          String name,
      @Field(label = "Image", help = "A Docker image.", column = true, example = "redis:8")
          String image,
      @Field(label = "Host", reference = "host", column = true) Optional<String> host,
      @Field(label = "Command", more = true) List<String> command,
      @Field(label = "Environment", more = true, update = true) Map<String, String> environment,
      @Field(label = "Restart", byDefault = "no", more = true, help = "When it ends by itself.")
          Restart restart,
      @Field(label = "Privileged", byDefault = "false", more = true) boolean privileged) {}

  public record ContainerFacts(@Field(label = "Address", column = true) Optional<String> ip) {}

  public record ImageSpec(
      @Field(label = "Name", column = true, maxLength = 63, example = "debian-13") String name,
      @Field(label = "Address", help = "None: you upload it.", column = true) Optional<String> url,
      @Field(label = "SHA-256", more = true, help = "What it must be.") Optional<String> sha256) {}

  public record ImageFacts(@Field(label = "Size", unit = "B", column = true) OptionalLong size) {}

  private static final ActionSchema START =
      ActionSchema.of("start", "Start", "Starts it.", Phase.STOPPED);
  private static final ActionSchema STOP =
      ActionSchema.of("stop", "Stop", "Stops it.", Phase.RUNNING);
  private static final ActionSchema RESTART =
      ActionSchema.of("restart", "Restart", "Stops and starts it.", Phase.RUNNING);

  public static final KindSchema HOST =
      KindSchema.of(
          "host",
          "Host",
          "Hosts",
          "A Linux machine reached over SSH, on which everything else runs.",
          HostSpec.class,
          HostFacts.class,
          ActionSchema.of("hostKey", "Ask for the host key", "Fetches its fingerprint.")
              .ofCollection()
              .withInput(HostKeyInput.class));
  public static final KindSchema MACHINE =
      KindSchema.of(
          "virtualMachine",
          "Virtual machine",
          "Virtual machines",
          "A machine with its own kernel, run by libvirt and KVM.",
          MachineSpec.class,
          MachineFacts.class,
          START,
          STOP,
          RESTART);
  public static final KindSchema CONTAINER =
      KindSchema.of(
          "container",
          "Container",
          "Containers",
          "A program in a Docker container.",
          ContainerSpec.class,
          ContainerFacts.class,
          START,
          STOP,
          RESTART,
          ActionSchema.of("parse", "From docker run", "Fills the form from a line.")
              .ofCollection()
              .withInput(Line.class));
  public static final KindSchema IMAGE =
      KindSchema.of(
          "image",
          "Image",
          "Images",
          "A disk that virtual machines start from.",
          ImageSpec.class,
          ImageFacts.class);

  public static final Map<String, Class<? extends Record>> SPECS =
      Map.of(
          "host", HostSpec.class,
          "virtualMachine", MachineSpec.class,
          "container", ContainerSpec.class,
          "image", ImageSpec.class);
}
