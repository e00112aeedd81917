package io.stampede.vm;

import io.stampede.engine.Phase;
import java.util.List;

/// Volumes plugged into a machine and out of it, whether it runs or not.
public sealed interface DiskStep extends VmStep.OnHost {
  VmName name();

  VmDisk disk();

  record Attach(VmName name, VmDisk disk) implements DiskStep {}

  /// Ends when the guest has let go.
  record Detach(VmName name, VmDisk disk) implements DiskStep {}

  @Override
  default String title() {
    return switch (this) {
      case Attach(var name, var disk) ->
          "attach volume %s to %s as %s".formatted(disk.volume(), name, disk.dev());
      case Detach(var name, var disk) -> "detach volume %s from %s".formatted(disk.volume(), name);
    };
  }

  @Override
  default Phase phase() {
    return Phase.UPDATING;
  }

  @Override
  default List<String> calls() {
    return List.of(
        switch (this) {
          case Attach _ -> "virDomainAttachDeviceFlags %s %s".formatted(name(), disk().dev());
          case Detach _ -> "virDomainDetachDeviceFlags %s %s".formatted(name(), disk().dev());
        });
  }
}
