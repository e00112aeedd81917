package io.stampede.container;

import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// How Docker finds out whether a container is well. What is left open is as its image says.
///
/// @param upSeconds how long one that was made anew has to come up before the former one is brought
///   back
public record ContainerHealth(
    @Field(
            label = "No health check",
            help = "Not even that of its image.",
            byDefault = "false",
            update = true,
            more = true)
        boolean noHealthcheck,
    @Field(
            label = "Health command",
            help =
                "Run by a shell in the container, or as [\"program\", \"argument\"] without one; it is"
                    + " well when that ends with 0.",
            update = true,
            more = true,
            maxLength = 4096,
            example = "curl -f http://localhost/ || exit 1")
        Optional<String> healthCommand,
    @Field(label = "Interval", update = true, more = true, maxLength = 32, example = "30s")
        Optional<Span> healthInterval,
    @Field(label = "Timeout", update = true, more = true, maxLength = 32, example = "30s")
        Optional<Span> healthTimeout,
    @Field(
            label = "Retries",
            help = "So many failures in a row make it unhealthy.",
            update = true,
            more = true,
            min = 1,
            max = 1000)
        OptionalInt healthRetries,
    @Field(
            label = "Start period",
            help = "In which failures do not count.",
            update = true,
            more = true,
            maxLength = 32,
            example = "10s")
        Optional<Span> healthStartPeriod,
    @Field(
            label = "Start interval",
            help = "The interval in that time; needs Docker 25.",
            update = true,
            more = true,
            maxLength = 32,
            example = "2s")
        Optional<Span> healthStartInterval,
    @Field(
            label = "Time to come up",
            help =
                "How long one that is made anew has to become healthy, before the former one is"
                    + " brought back.",
            unit = "s",
            byDefault = "120",
            update = true,
            more = true,
            min = 1,
            max = 86_400)
        int upSeconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static final ContainerHealth USUAL =
      new ContainerHealth(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          120);

  public ContainerHealth {
    healthCommand = healthCommand.filter(text -> !text.isBlank());
  }

  /// Whether it says anything of the check.
  boolean isSaid() {
    return noHealthcheck
        || healthCommand.isPresent()
        || healthInterval.isPresent()
        || healthTimeout.isPresent()
        || healthRetries.isPresent()
        || healthStartPeriod.isPresent()
        || healthStartInterval.isPresent();
  }

  /// In Docker's words; empty for the image's own.
  List<String> test() {
    if (noHealthcheck) return List.of("NONE");
    return healthCommand
        .map(text ->
            words(text)
                .map(words -> joined("CMD", words))
                .orElseGet(() -> List.of("CMD-SHELL", text)))
        .orElse(List.of());
  }

  /// The reverse of [#test]; empty for none.
  static Optional<String> command(List<String> test) {
    if (test.size() < 2) return Optional.empty();
    var rest = test.subList(1, test.size());
    return switch (test.getFirst()) {
      case "CMD-SHELL" -> Optional.of(String.join(" ", rest));
      case "CMD" -> Optional.of(JSON.writeValueAsString(rest));
      default -> Optional.empty();
    };
  }

  private static List<String> joined(String first, List<String> rest) {
    var all = new java.util.ArrayList<String>();
    all.add(first);
    all.addAll(rest);
    return List.copyOf(all);
  }

  private static Optional<List<String>> words(String text) {
    if (!text.startsWith("[\"")) return Optional.empty();
    try {
      return Optional.of(List.of(JSON.readValue(text, String[].class)));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
