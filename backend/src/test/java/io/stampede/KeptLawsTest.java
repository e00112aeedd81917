package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.client.Faces;
import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import io.stampede.store.Placing;
import io.stampede.store.Reservation;
import io.stampede.store.Store;
import io.stampede.store.StoredKind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a console keeps is what it finds when it is started again: of every kind that it has, and
/// of whatever its records may hold.
class KeptLawsTest {
  private static final int WORLDS = 30;
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  @TempDir private Path folder;

  @Test
  void specs_facts_and_reservations_of_every_kind_are_read_again_as_they_were() throws Exception {
    Faces faces;
    try (var stampede = Stampede.open(Stampede.Settings.in(folder.resolve("running")).asDemo())) {
      faces = stampede.faces();
    }
    var specs = new HashMap<ResourceId, Record>();
    var facts = new HashMap<ResourceId, Record>();
    var reservations = new HashMap<ResourceId, Reservation>();
    try (var store = open(faces)) {
      var kinds = faces.kinds();
      for (int i = 0; i < kinds.size(); i++) {
        var stored = faces.stored().get(i);
        var all = Worlds.of(stored.spec(), WORLDS);
        var seen = Worlds.of(stored.facts(), WORLDS);
        var taken = Worlds.of(Reservation.class, WORLDS);
        for (int at = 0; at < all.size(); at++) {
          var id = new ResourceId(stored.name(), "x-" + at);
          specs.put(id, all.get(at));
          facts.put(id, seen.get(at));
          reservations.put(id, by(id, taken.get(at)));
          keep(store, kinds.get(i), id, specs.get(id), facts.get(id), reservations.get(id));
        }
      }
    }
    try (var store = open(faces)) {
      for (var kind : faces.stored()) {
        assertThat(rows(store, kind, false))
            .as("specs of " + kind.name())
            .containsAllEntriesOf(of(specs, kind));
        assertThat(rows(store, kind, true))
            .as("facts of " + kind.name())
            .containsAllEntriesOf(of(facts, kind));
      }
      assertThat(store.reserved()).containsExactlyInAnyOrderElementsOf(reservations.values());
    }
  }

  private Store open(Faces faces) throws Exception {
    return Store.open(folder.resolve("kept"), CLOCK, faces.stored(), (_, _) -> {});
  }

  private static Reservation by(ResourceId id, Reservation any) {
    return new Reservation(
        id, any.name(), any.host(), any.amount(), any.ports(), any.away(), any.held());
  }

  @SuppressWarnings("unchecked") // the store takes what the kind has, and asks it nothing
  private static void keep(
      Store store,
      Kind<?, ?, ?> kind,
      ResourceId id,
      Record spec,
      Record seen,
      Reservation reservation) {
    var placed = new Placing.Placed(spec, Optional.of(reservation));
    store.insert(id, id.value(), "", _ -> placed);
    store.saw(
        (Kind<?, Object, ?>) kind,
        new Intent<>(id, 1, new Intent.Goal.Present<>(spec)),
        new Sight.Found<>((Object) seen, Instant.EPOCH),
        Status.REQUESTED);
  }

  private static Map<ResourceId, Record> of(Map<ResourceId, Record> all, StoredKind kind) {
    var some = new HashMap<>(all);
    some.keySet().removeIf(id -> !id.kind().equals(kind.name()));
    return some;
  }

  private static Map<ResourceId, Record> rows(Store store, StoredKind kind, boolean facts) {
    var read = new HashMap<ResourceId, Record>();
    store
        .rows(kind.name())
        .forEach(row -> {
          if (!facts) read.put(row.id(), row.spec());
          else row.facts().ifPresent(seen -> read.put(row.id(), seen));
        });
    return read;
  }
}
