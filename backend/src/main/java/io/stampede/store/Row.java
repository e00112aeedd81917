package io.stampede.store;

import io.stampede.engine.ResourceId;
import io.stampede.engine.Status;
import java.time.Instant;
import java.util.Optional;

/// All that is kept of one resource.
///
/// @param wanted whether it is to be there, or to be gone
/// @param facts what was last seen of it; empty when nothing was ever there
/// @param seenAt when that was
public record Row(
    ResourceId id,
    String name,
    long generation,
    boolean wanted,
    Record spec,
    Optional<Record> facts,
    Optional<Instant> seenAt,
    Status status,
    Instant created) {
  Row with(Status next) {
    return new Row(id, name, generation, wanted, spec, facts, seenAt, next, created);
  }

  Row with(Optional<Record> nextFacts, Instant at, Status next) {
    return new Row(id, name, generation, wanted, spec, nextFacts, Optional.of(at), next, created);
  }

  Row with(long nextGeneration, boolean nextWanted, String nextName, Record nextSpec) {
    var next = status.awaitingLook();
    return new Row(
        id, nextName, nextGeneration, nextWanted, nextSpec, facts, seenAt, next, created);
  }
}
