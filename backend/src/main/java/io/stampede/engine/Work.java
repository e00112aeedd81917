package io.stampede.engine;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What a step under way can say and ask: its transcript, its progress, and whether it is still
/// wanted. Bound to the thread of a pass; outside a pass everything is silent.
public final class Work {
  private static final ScopedValue<Work> CURRENT = ScopedValue.newInstance();
  private static final Work SILENT = new Work(_ -> {}, (_, _) -> {}, () -> false);
  private static final int MAX_LINE = 4000;

  private final Consumer<String> transcript;
  private final ProgressListener progress;
  private final BooleanSupplier outdated;

  Work(Consumer<String> transcript, ProgressListener progress, BooleanSupplier outdated) {
    this.transcript = transcript;
    this.progress = progress;
    this.outdated = outdated;
  }

  interface ProgressListener {
    void at(int percent, String doing);
  }

  /// Adds a line to the transcript: a command or an API call, with secrets masked by the caller.
  public static void note(String line) {
    String plain = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + " …" : line;
    current().transcript.accept(plain);
  }

  /// @param percent 0 to 100
  /// @param doing as in `copying image`; empty keeps the step's title
  public static void progress(int percent, String doing) {
    current().progress.at(percent, doing);
  }

  /// Whether the goal has changed since this step began: a long step then stops early, with
  /// [Outcome.Again].
  public static boolean outdated() {
    return current().outdated.getAsBoolean();
  }

  static void during(Work work, Runnable step) {
    ScopedValue.where(CURRENT, work).run(step);
  }

  private static Work current() {
    return CURRENT.orElse(SILENT);
  }
}
