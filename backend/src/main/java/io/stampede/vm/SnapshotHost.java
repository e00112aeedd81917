package io.stampede.vm;

import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import java.util.List;
import java.util.OptionalLong;

/// What snapshots of machines ask of a host. Every move may be repeated. Going back to one is a
/// move of the machine; see [PowerStep.Revert].
public interface SnapshotHost {
  /// All of a machine, whoever made them; [Sight.Missing] when its host has no such machine.
  Sight<List<VmSnapshot>> look(ResourceId machine, VmSpec spec);

  /// How much memory one holds; empty for one without, or where it cannot be told.
  OptionalLong memoryBytes(ResourceId machine, VmSpec spec, VmSnapshot snapshot);

  /// Takes one, unless there is one of this name.
  Outcome take(ResourceId machine, VmSpec spec, Taking what);

  /// Removes one and keeps those that were made after it.
  Outcome drop(ResourceId machine, VmSpec spec, String name);

  /// @param name in libvirt
  /// @param says what people read there
  /// @param memory of a machine that runs, its memory too
  record Taking(String name, String says, boolean memory) {}
}
