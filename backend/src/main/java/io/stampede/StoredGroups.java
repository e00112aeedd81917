package io.stampede;

import io.stampede.client.Change;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.network.Guarded;
import io.stampede.network.Guardian;
import io.stampede.network.HostNetworkFacts;
import io.stampede.network.HostNetworkSpec;
import io.stampede.network.SecurityGroupFace;
import io.stampede.network.SecurityGroupFacts;
import io.stampede.network.SecurityGroupKind;
import io.stampede.network.SecurityGroupSpec;
import io.stampede.network.SecurityGroups;
import io.stampede.plane.HostModel;
import io.stampede.store.Row;
import io.stampede.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Security groups, from all that is in the store; has hosts' networks looked at when somebody
/// joins or leaves one, and when its rules change.
final class StoredGroups implements SecurityGroups {
  private static final List<String> WORKLOADS = List.of("container", "virtualMachine");

  private final Wakes wakes;

  /// What concerns groups in each row, as it was last: so that nothing else wakes anybody.
  private final ConcurrentMap<ResourceId, Object> last = new ConcurrentHashMap<>();

  private volatile Optional<Store> store = Optional.empty();

  StoredGroups(Wakes wakes) {
    this.wakes = wakes;
  }

  /// The store is made after the kinds that it keeps. The first group is there from the start.
  void in(Store opened) {
    store = Optional.of(opened);
    var usual = SecurityGroupSpec.usual();
    if (opened.named(SecurityGroupKind.NAME, usual.name().value()).isPresent()) return;
    var id = new ResourceId(SecurityGroupKind.NAME, SecurityGroupFace.ID_PREFIX + "-default");
    opened.insert(id, usual.name().value(), usual, id.value());
  }

  void heard(Change change) {
    if (!change.kind().equals(SecurityGroupKind.NAME) && !WORKLOADS.contains(change.kind())) return;
    var id = new ResourceId(change.kind(), change.id());
    var now = store().row(id).map(StoredGroups::concern);
    var before =
        now.isPresent()
            ? Optional.ofNullable(last.put(id, now.get()))
            : Optional.ofNullable(last.remove(id));
    if (now.equals(before)) return;
    rows(HostNetworkSpec.KIND).forEach(row -> wakes.wake(row.id()));
    rows(SecurityGroupKind.NAME).forEach(row -> wakes.wake(row.id()));
  }

  private static Object concern(Row row) {
    return row.spec() instanceof Guarded guarded
        ? List.of(guarded.groups(), guarded.cards())
        : List.of(row.generation(), row.wanted());
  }

  HostModel guard(HostModel model) {
    return model.guardedBy(guardian().guards());
  }

  @Override
  public SecurityGroupFacts facts(String groupId) {
    return guardian().facts(groupId, standings());
  }

  private Guardian guardian() {
    var groups =
        rows(SecurityGroupKind.NAME)
            .map(row ->
                new Guardian.Group(
                    row.id().value(), row.generation(), (SecurityGroupSpec) row.spec()))
            .toList();
    var workloads =
        WORKLOADS.stream().flatMap(this::rows).flatMap(row -> workload(row).stream()).toList();
    return new Guardian(groups, workloads);
  }

  private Optional<Guardian.Workload> workload(Row row) {
    return row.spec() instanceof Guarded guarded && isIn(guarded)
        ? Optional.of(new Guardian.Workload(row.id(), row.name(), guarded.hostId(), guarded))
        : Optional.empty();
  }

  /// One without a managed network is in a group only when it says so.
  private static boolean isIn(Guarded guarded) {
    return !guarded.cards().isEmpty() || !guarded.securityGroups().isEmpty();
  }

  private Map<String, Guardian.Standing> standings() {
    return rows(HostNetworkSpec.KIND)
        .filter(Row::wanted)
        .collect(
            Collectors.toMap(
                row -> ((HostNetworkSpec) row.spec()).host(), StoredGroups::standing, (a, _) -> a));
  }

  private static Guardian.Standing standing(Row row) {
    var marks =
        row.facts()
            .map(HostNetworkFacts.class::cast)
            .map(HostNetworkFacts::groups)
            .orElse(List.of());
    var problem =
        switch (row.status().transition()) {
          case ERROR -> row.status().problem();
          case NO, YES -> Optional.<Problem>empty();
        };
    return new Guardian.Standing(marks, problem);
  }

  private Stream<Row> rows(String kind) {
    return store.stream().flatMap(opened -> opened.rows(kind));
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
