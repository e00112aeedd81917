package io.stampede;

import io.stampede.container.ContainerKind;
import io.stampede.container.ContainerSpec;
import io.stampede.engine.ResourceId;
import io.stampede.metadata.Instance;
import io.stampede.network.Guest;
import io.stampede.store.Row;
import io.stampede.store.Store;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// The workloads that are told about themselves, from what is kept of them.
final class StoredGuests {
  /// The only one of which machines are made.
  private static final String ARCHITECTURE = "x86_64";

  private static final String IMAGE = "image";

  /// What each was to be told when it was last heard of.
  private final ConcurrentMap<ResourceId, String> marks = new ConcurrentHashMap<>();

  /// All of one host.
  List<Guest> of(Store store, String hostId) {
    return Stream.of(VmKind.NAME, ContainerKind.NAME)
        .flatMap(store::rows)
        .filter(row -> hostId.equals(host(row.spec())))
        .flatMap(row -> of(store, row).stream())
        .toList();
  }

  Optional<Guest> of(Store store, Row row) {
    return of(store, row.id(), row.spec(), row.created());
  }

  /// Nothing of what was not made here.
  Optional<Guest> of(Store store, ResourceId id, Record spec, Instant made) {
    return switch (spec) {
      case VmSpec vm when vm.bond().nativeId().isEmpty() -> Optional.of(guest(store, id, vm, made));
      case ContainerSpec container when container.bond().nativeId().isEmpty() ->
          Optional.of(guest(id, container, made));
      default -> Optional.empty();
    };
  }

  private static Guest guest(Store store, ResourceId id, VmSpec vm, Instant made) {
    var image = vm.image().isEmpty() ? "blank" : vm.image();
    var name = store.rows(IMAGE).filter(row -> row.id().value().equals(image)).findFirst();
    return new Guest(
        id,
        VmKind.uuid(id),
        vm.name().value(),
        new Instance.Image(image, name.map(Row::name).orElse(image), ARCHITECTURE),
        new Instance.Type(
            "custom-%d-%d".formatted(vm.cpus(), vm.memoryMib()), vm.cpus(), vm.memoryMib()),
        made,
        vm.guest().publicKeys(),
        vm.guest().data(),
        List.of("vda"));
  }

  private static Guest guest(ResourceId id, ContainerSpec container, Instant made) {
    var image = container.image().toString();
    return new Guest(
        id,
        VmKind.uuid(id),
        container.name().value(),
        new Instance.Image(image, image, ARCHITECTURE),
        new Instance.Type("container", 1, Math.max(1, container.memoryMib().orElse(1))),
        made,
        List.of(),
        Optional.empty(),
        List.of());
  }

  private static String host(Record spec) {
    return switch (spec) {
      case VmSpec vm -> vm.hostId();
      case ContainerSpec container -> container.hostId();
      default -> "";
    };
  }

  /// The host on which a workload is to be told something else than when it was last heard of.
  Optional<String> changed(Store store, ResourceId workload) {
    var row = store.row(workload);
    var mark = row.flatMap(r -> of(store, r)).map(Guest::mark).orElse("");
    var before = mark.isEmpty() ? marks.remove(workload) : marks.put(workload, mark);
    if (mark.isEmpty() || mark.equals(before)) return Optional.empty();
    return row.map(r -> host(r.spec())).filter(host -> !host.isEmpty());
  }
}
