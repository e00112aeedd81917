package io.stampede.desktop.model;

import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a person should look at first.
///
/// @param fix what to do about it; may be empty
public record Attention(Row row, Tone tone, String message, String fix) {
  /// Worst first, then by name.
  public static List<Attention> in(World world) {
    return world.kinds().stream()
        .flatMap(kind -> world.rows(kind.name()).all().stream())
        .flatMap(row -> of(row).stream())
        .sorted(
            Comparator.comparing((Attention a) -> a.tone() == Tone.BAD ? 0 : 1)
                .thenComparing(a -> a.row().name()))
        .toList();
  }

  private static Optional<Attention> of(Row row) {
    var status = row.get().status();
    boolean failed = status.transition() == Status.Transition.ERROR;
    if (!failed && status.problem().isEmpty()) return Optional.empty();
    var message = status.problem().map(Problem::message).orElse(status.message());
    var fix = status.problem().map(Problem::fix).orElse("");
    return Optional.of(new Attention(row, failed ? Tone.of(status) : Tone.WARN, message, fix));
  }
}
