package io.stampede.network;

import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import java.util.List;

/// The moves of a host's networks.
public sealed interface HostNetworkStep extends Step {
  /// Brings what differs to the host, and takes away what is not wanted there any more.
  ///
  /// @param differences in words
  record Apply(List<String> differences) implements HostNetworkStep {
    public Apply {
      differences = List.copyOf(differences);
    }

    @Override
    public String title() {
      return "bring the networks to the host";
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return differences;
    }
  }

  /// Takes bridges, rules, files and daemons' settings away.
  record Clear() implements HostNetworkStep {
    @Override
    public String title() {
      return "take the networks away from the host";
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }

    @Override
    public boolean destroys() {
      return true;
    }
  }
}
