package io.stampede.plane;

import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import java.util.List;

/// What the managed networks ask of hosts. All is idempotent.
public interface PlaneHost {
  /// Compares what is there with the model; changes nothing.
  ///
  /// @return `Missing` when nothing of ours is there (no rendered files, no bridge, no table)
  Sight<PlaneSight> look(HostModel model);

  /// Brings what differs: Docker's networks with their bridges, the host's certificate, files, and
  /// one `apply`; takes away what the model has no more.
  Outcome apply(HostModel model);

  /// Brings what is to be sent elsewhere, and nothing but that, as fast as can be; ends connections
  /// that still go where they went before. Where more than that differs, all is applied first.
  ///
  /// @param cuts none means: every connection lives on
  Outcome redirect(HostModel model, List<Cut> cuts);

  /// Takes all of it away.
  Outcome clear(String host);
}
