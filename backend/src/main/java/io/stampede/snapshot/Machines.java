package io.stampede.snapshot;

import io.stampede.engine.ResourceId;
import io.stampede.vm.VmSpec;
import java.util.List;
import java.util.Optional;

/// The machines of which snapshots are, and what is remembered of these.
public interface Machines {
  /// One that is of this console.
  ///
  /// @param wanted whether it is to stay
  /// @param snapshots those that it was seen to have, by what libvirt calls them
  record Machine(ResourceId id, VmSpec spec, boolean wanted, List<String> snapshots) {}

  Optional<Machine> machine(String id);

  /// What people call one, of what libvirt does.
  String called(String snapshot);

  /// It is to be looked at: it has other snapshots.
  void changed(String machine);

  boolean wasTaken(ResourceId snapshot);

  /// May be repeated.
  void remember(ResourceId snapshot);
}
