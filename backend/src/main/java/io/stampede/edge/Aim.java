package io.stampede.edge;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import java.util.Optional;

/// Where something is to lead now.
public sealed interface Aim {
  /// @param target for people, as `container web`
  record At(Lead lead, String target) implements Aim {}

  /// Nobody asked for a target.
  record Nowhere() implements Aim {}

  /// What was asked for cannot be now.
  ///
  /// @param on the resource whose change may mend it
  record Blocked(Problem problem, Optional<ResourceId> on) implements Aim {}
}
