package io.stampede.demo;

import io.stampede.engine.ResourceId;
import io.stampede.vm.DiskStep;
import io.stampede.vm.VmDisk;
import io.stampede.vm.VmStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/// Volumes of emulated machines. Their guests let go at once.
final class DemoDisks {
  private final ConcurrentMap<ResourceId, VmStorage.Seen> machines = new ConcurrentHashMap<>();

  VmStorage.Seen seen(ResourceId id, boolean runs) {
    var seen = machines.getOrDefault(id, VmStorage.Seen.NOTHING);
    return runs ? seen : new VmStorage.Seen(seen.defined(), List.of());
  }

  VmStorage.Seen all(ResourceId id) {
    return machines.getOrDefault(id, VmStorage.Seen.NOTHING);
  }

  void put(ResourceId id, VmStorage.Seen then) {
    machines.put(id, then);
  }

  /// One that is defined anew has none from its next start.
  void defined(ResourceId id) {
    change(id, seen -> new VmStorage.Seen(List.of(), seen.live()));
  }

  void started(ResourceId id) {
    change(id, seen -> new VmStorage.Seen(seen.defined(), seen.defined()));
  }

  void take(ResourceId id, DiskStep step, boolean runs) {
    Optional<VmDisk> disk =
        switch (step) {
          case DiskStep.Attach(var _, var added) -> Optional.of(added);
          case DiskStep.Detach _ -> Optional.empty();
        };
    change(
        id,
        seen ->
            new VmStorage.Seen(
                with(seen.defined(), step, disk),
                runs ? with(seen.live(), step, disk) : List.of()));
  }

  private static List<VmDisk> with(List<VmDisk> disks, DiskStep step, Optional<VmDisk> disk) {
    var all = new ArrayList<>(disks);
    all.removeIf(d -> d.volume().equals(step.disk().volume()));
    disk.ifPresent(all::add);
    return all;
  }

  private void change(ResourceId id, UnaryOperator<VmStorage.Seen> change) {
    machines.compute(id, (_, seen) -> change.apply(seen == null ? VmStorage.Seen.NOTHING : seen));
  }
}
