package io.stampede.store;

import io.stampede.engine.ResourceId;
import io.stampede.schema.Codec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// All reservations, as the one writer sees them within its transaction. Used on its thread only.
final class Ledger {
  private static final Codec<Reservation> CODEC = new Codec<>(Reservation.class);

  private Optional<Map<ResourceId, Reservation>> known = Optional.empty();

  /// What was read may not have been committed: it is read again.
  void forget() {
    known = Optional.empty();
  }

  private Map<ResourceId, Reservation> all(Handle handle) {
    if (known.isEmpty()) {
      var read = new HashMap<ResourceId, Reservation>();
      handle
          .createQuery("select content from reservation")
          .mapTo(String.class)
          .forEach(json -> {
            var reservation = CODEC.restore(Json.readMap(json));
            read.put(reservation.id(), reservation);
          });
      known = Optional.of(read);
    }
    return known.get();
  }

  List<Reservation> without(Handle handle, ResourceId id) {
    return all(handle).values().stream().filter(r -> !r.id().equals(id)).toList();
  }

  /// To be the last of a change: nothing that fails after it would take it back from memory.
  void keep(Handle handle, ResourceId id, Optional<Reservation> reservation) {
    var all = all(handle);
    if (reservation.isEmpty()) {
      handle.execute("delete from reservation where kind = ? and id = ?", id.kind(), id.value());
      all.remove(id);
      return;
    }
    handle.execute(
        "insert or replace into reservation (kind, id, content) values (?, ?, ?)",
        id.kind(),
        id.value(),
        Json.write(CODEC.write(reservation.get())));
    all.put(id, reservation.get());
  }
}
