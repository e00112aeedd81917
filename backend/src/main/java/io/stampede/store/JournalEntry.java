package io.stampede.store;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One step that was tried.
///
/// @param outcome `running`, `done`, `again`, `stuck`, or `interrupted` when the process ended
///   first
public record JournalEntry(
    long entry,
    ResourceId id,
    String name,
    String title,
    Instant started,
    Optional<Instant> ended,
    String outcome,
    Optional<Problem> problem,
    List<String> transcript) {}
