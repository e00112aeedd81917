package io.stampede.cli.api;

import io.stampede.cli.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// Waits until a resource is where it shall be.
///
/// @param progress is shown each state that was seen
public record Waiter(
    Api api, Watch watch, InstantSource clock, Duration timeout, Consumer<JsonObject> progress) {
  /// Until its transition has ended.
  ///
  /// @return the resource; empty when it is gone
  public Optional<JsonObject> settled(Kind kind, String idOrName) {
    return until(kind, idOrName, "");
  }

  /// Until it is no more.
  public void gone(Kind kind, String idOrName) {
    until(kind, idOrName, "removed");
  }

  /// Until it is in this state and rests there; `removed` also means gone.
  ///
  /// @param state may be empty: then any state in which it rests
  public Optional<JsonObject> until(Kind kind, String idOrName, String state) {
    var end = clock.instant().plus(timeout);
    var what = kind.called() + " " + idOrName;
    for (int round = 0; ; round++) {
      Optional<JsonObject> seen = look(kind, idOrName);
      if (seen.isEmpty()) {
        if (state.isEmpty() || state.equals("removed")) return seen;
        throw Failure.of(Exit.NOT_FOUND, "there is no " + what + " (any more)", "");
      }
      var resource = seen.get();
      progress.accept(resource);
      if (arrived(resource, state)) return seen;
      what = kind.called() + " " + resource.text("name");
      failIfStuck(what, resource, state);
      pause(what, resource, round, end);
    }
  }

  private Optional<JsonObject> look(Kind kind, String idOrName) {
    try {
      return Optional.of(api.get(kind, idOrName));
    } catch (Failure e) {
      if (e.exit() == Exit.NOT_FOUND) return Optional.empty();
      throw e;
    }
  }

  private static boolean arrived(JsonObject resource, String state) {
    if (state.isEmpty()) return resource.text("transitioning").equals("no");
    return resource.text("state").equals(state) && !resource.text("transitioning").equals("yes");
  }

  private static void failIfStuck(String what, JsonObject resource, String state) {
    if (!resource.text("transitioning").equals("error")) return;
    var problem = resource.object("problem").orElse(JsonObject.EMPTY);
    // A host that is away may come back while one waits for a state.
    if (!state.isEmpty() && resource.text("state").equals("unreachable")) return;
    throw Failure.ofProblem(what, problem);
  }

  private void pause(String what, JsonObject resource, int round, Instant end) {
    var left = Duration.between(clock.instant(), end);
    if (!left.isPositive()) {
      var doing = resource.text("message");
      throw Failure.of(
          Exit.FAILED,
          "%s is still %s after %d s%s"
              .formatted(
                  what,
                  resource.text("state"),
                  timeout.toSeconds(),
                  doing.isEmpty() ? "" : " (" + doing + ")"),
          "it goes on by itself; wait longer with --timeout, or look at its tasks");
    }
    try {
      watch.pause(resource.text("id"), round, left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.of(Exit.FAILED, "interrupted while waiting for " + what, "");
    }
  }
}
