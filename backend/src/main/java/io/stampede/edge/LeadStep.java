package io.stampede.edge;

import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import java.util.List;
import java.util.Optional;

/// The moves of what leads to workloads.
public sealed interface LeadStep extends Step {
  /// Has it lead there, and no longer where it led before.
  ///
  /// @param cut whether connections to where it led before are ended
  record Point(Optional<Lead> before, Lead lead, boolean cut) implements LeadStep {
    @Override
    public String title() {
      return "point %s of %s to %s".formatted(lead.door(), lead.host(), lead.end());
    }

    @Override
    public Phase phase() {
      return before.isPresent() ? Phase.UPDATING : Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      var what = lead.door() + " → " + lead.end();
      return List.of(
          "nft on %s: %s%s"
              .formatted(lead.host(), what, cut ? "; connections to the one before are cut" : ""));
    }
  }

  /// Has it lead nowhere.
  record TakeAway(Lead lead, boolean cut) implements LeadStep {
    @Override
    public String title() {
      return "take %s away from %s".formatted(lead.door(), lead.host());
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }
  }
}
