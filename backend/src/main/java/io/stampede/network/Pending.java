package io.stampede.network;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import java.util.Optional;

/// Why a workload's networks, or what it is linked to, are not there yet.
///
/// @param problem what keeps them from coming by themselves
/// @param on what it waits for; its host's networks when open
public record Pending(String why, Optional<Problem> problem, Optional<ResourceId> on) {
  public Pending(String why, Optional<Problem> problem) {
    this(why, problem, Optional.empty());
  }
}
