package io.stampede.topology;

import io.stampede.engine.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A host and what is on it.
///
/// @param workloads those that are on managed networks, or that something points at
/// @param others how many more there are
/// @param seenAt when it was last seen
public record HostCard(
    String id,
    String name,
    Status status,
    Optional<Instant> seenAt,
    List<Workload> workloads,
    int others) {
  public HostCard {
    workloads = List.copyOf(workloads);
  }

  public String key() {
    return "host/" + id;
  }
}
