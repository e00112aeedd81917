package io.stampede.container;

import java.time.Duration;
import java.time.Instant;

/// Whether a container that was made anew has come up. Pure.
sealed interface Verdict {
  /// A program that cannot do its work mostly ends at once.
  Duration SHORT = Duration.ofSeconds(2);

  record Up() implements Verdict {}

  record Failed() implements Verdict {}

  /// @param until when to look again at the latest
  record NotYet(Instant until, String why) implements Verdict {}

  static Verdict of(ContainerSpec want, ContainerPart it, Instant now) {
    if (!want.running()) return new Up();
    return switch (it.docker()) {
      case NONE, REMOVING, PAUSED -> new NotYet(now.plus(SHORT), "looking at " + want.name());
      case CREATED ->
          it.error().isPresent()
              ? new Failed()
              : new NotYet(now.plus(SHORT), want.name() + " is not started yet");
      case EXITED, RESTARTING -> it.exitCode().orElse(0) == 0 ? new Up() : new Failed();
      case DEAD -> new Failed();
      case RUNNING -> ofRun(want, it, now);
    };
  }

  private static Verdict ofRun(ContainerSpec want, ContainerPart it, Instant now) {
    var began = it.startedAt().orElse(now);
    var health = it.health().filter(word -> !word.equals("none")).orElse("");
    return switch (health) {
      case "healthy" -> new Up();
      case "unhealthy" -> new Failed();
      case "" -> {
        var proven = began.plus(SHORT);
        yield now.isBefore(proven)
            ? new NotYet(proven, "waiting whether %s stays up".formatted(want.name()))
            : new Up();
      }
      default -> {
        var last = began.plusSeconds(want.options().health().upSeconds());
        yield now.isBefore(last)
            ? new NotYet(
                earlier(last, now.plus(SHORT)),
                "waiting for %s to become healthy".formatted(want.name()))
            : new Failed();
      }
    };
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /// Why one failed, as far as it tells.
  static String words(ContainerPart it) {
    if (it.error().isPresent()) return it.error().get();
    return it.health().filter(word -> !word.equals("none")).isPresent()
        ? "it did not become healthy"
        : it.exitCode().isPresent()
            ? "it ended with exit code " + it.exitCode().getAsInt()
            : "Docker could not start it";
  }
}
