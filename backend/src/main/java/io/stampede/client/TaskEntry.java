package io.stampede.client;

import io.stampede.engine.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One step that was tried: what, on what, since when, how it ended, and the transcript.
public record TaskEntry(
    long id,
    String kind,
    String resourceId,
    String resourceName,
    String title,
    Instant started,
    Optional<Instant> ended,
    Outcome outcome,
    Optional<Problem> problem,
    List<String> transcript) {
  public enum Outcome {
    RUNNING,
    DONE,
    AGAIN,
    STUCK,
    /// The console ended while it ran; what came of it was looked up afterwards.
    INTERRUPTED
  }

  public TaskEntry {
    transcript = List.copyOf(transcript);
  }
}
