package io.stampede.snapshot;

import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import java.util.List;

/// The moves of a snapshot.
public sealed interface SnapshotStep extends Step {
  /// @param machine its id
  record Take(SnapshotName name, String machine, boolean memory) implements SnapshotStep {
    @Override
    public String title() {
      return "take snapshot %s of %s%s".formatted(name, machine, memory ? "" : " without memory");
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return List.of("virDomainSnapshotCreateXML " + machine);
    }
  }

  /// Remembers that it was taken: one that is lost is not taken anew of what is there by then.
  record Remember(SnapshotName name) implements SnapshotStep {
    @Override
    public String title() {
      return "remember that snapshot %s was taken".formatted(name);
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }
  }

  /// The snapshots that were taken after it stay.
  record Drop(SnapshotName name, String machine) implements SnapshotStep {
    @Override
    public String title() {
      return "remove snapshot %s of %s".formatted(name, machine);
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }

    @Override
    public boolean destroys() {
      return true;
    }

    @Override
    public List<String> calls() {
      return List.of("virDomainSnapshotDelete " + machine);
    }
  }
}
