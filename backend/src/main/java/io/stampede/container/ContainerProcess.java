package io.stampede.container;

import io.stampede.schema.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a container's program is given.
public record ContainerProcess(
    @Field(
            label = "Platform",
            help = "Which of an image's platforms; the host's own when left open.",
            update = true,
            more = true,
            maxLength = 64,
            pattern = "[a-z0-9]+(/[a-z0-9_]+(/[a-z0-9]+)?)?",
            example = "linux/amd64")
        Optional<String> platform,
    @Field(
            label = "Environment file",
            help = "Variables, one in a line as NAME=value; those given one by one go before.",
            update = true,
            more = true,
            multiline = true,
            maxLength = 65_536,
            example = "COLOR=red")
        Optional<EnvFile> envFile,
    @Field(
            label = "Hostname",
            help = "What it calls itself; the beginning of its id when left open.",
            update = true,
            more = true,
            maxLength = 63,
            pattern = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?",
            example = "web1")
        Optional<String> hostname,
    @Field(
            label = "Domain name",
            update = true,
            more = true,
            maxLength = 253,
            pattern = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?",
            example = "example.org")
        Optional<String> domainname,
    @Field(
            label = "Terminal",
            help = "It gets a terminal (-t).",
            byDefault = "false",
            update = true,
            more = true)
        boolean tty,
    @Field(
            label = "Keep stdin open",
            help = "Also with nobody there (-i).",
            byDefault = "false",
            update = true,
            more = true)
        boolean stdinOpen,
    @Field(
            label = "Init",
            help = "A small init of Docker's forwards signals and reaps processes.",
            byDefault = "false",
            update = true,
            more = true)
        boolean init,
    @Field(
            label = "Stop signal",
            help = "That asks it to end; the image's own, or SIGTERM, when left open.",
            update = true,
            more = true,
            maxLength = 16,
            pattern = "(SIG)?[A-Z][A-Z0-9]+([+-][0-9]+)?|[0-9]{1,2}",
            example = "SIGTERM")
        Optional<String> stopSignal,
    @Field(
            label = "Time to stop",
            help = "How long it has after that before it is ended; 10 s when left open.",
            unit = "s",
            update = true,
            more = true,
            min = 0,
            max = 86_400)
        OptionalInt stopSeconds,
    @Field(
            label = "Further groups",
            help = "Names or numbers of groups that its user is in.",
            update = true,
            more = true,
            maxLength = 64,
            example = "audio")
        List<String> groupAdd) {
  static final ContainerProcess USUAL =
      new ContainerProcess(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          false,
          Optional.empty(),
          OptionalInt.empty(),
          List.of());

  public ContainerProcess {
    groupAdd = List.copyOf(groupAdd);
  }

  /// The variables of its file.
  Map<String, String> variables() {
    return envFile.map(EnvFile::variables).orElse(Map.of());
  }
}
