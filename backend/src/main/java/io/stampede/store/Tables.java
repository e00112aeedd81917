package io.stampede.store;

import io.stampede.engine.ResourceId;
import io.stampede.engine.Status;
import io.stampede.schema.Codec;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// The SQL of the store.
final class Tables {
  private final Map<String, StoredKind> kinds = new HashMap<>();
  private final Secrets secrets;

  Tables(Collection<StoredKind> kinds, Secrets secrets) {
    kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
    this.secrets = secrets;
  }

  Set<String> kinds() {
    return kinds.keySet();
  }

  /// Every resource of a kind that is still known, with its last sight.
  List<Row> all(Handle handle) {
    return handle
        .createQuery(
            """
            select i.kind, i.id, i.generation, i.name, i.wanted, i.spec, i.created,
                   coalesce(s.facts, '') facts, coalesce(s.seen_at, '') seen_at
            from intent i left join sight s on s.kind = i.kind and s.id = i.id
            """)
        .map((rs, _) ->
            row(
                new ResourceId(rs.getString("kind"), rs.getString("id")),
                rs.getString("name"),
                rs.getLong("generation"),
                rs.getBoolean("wanted"),
                rs.getString("spec"),
                rs.getString("facts"),
                rs.getString("seen_at"),
                rs.getString("created")))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Row> row(
      ResourceId id,
      String name,
      long generation,
      boolean wanted,
      String spec,
      String facts,
      String seenAt,
      String created) {
    var kind = kinds.get(id.kind());
    if (kind == null) return Optional.empty();
    Optional<Record> seen = facts.isEmpty() ? Optional.empty() : facts(kind, Json.readMap(facts));
    return Optional.of(
        new Row(
            id,
            name,
            generation,
            wanted,
            kind.specCodec().restore(opened(kind, id, Json.readMap(spec))),
            seen,
            Store.instant(seenAt),
            Status.REQUESTED,
            Instant.parse(created)));
  }

  /// Facts are only a memory of a look: those of an older version that no longer fit are forgotten.
  private static Optional<Record> facts(StoredKind kind, Map<String, Object> json) {
    return switch (kind.factsCodec().kept(json)) {
      case Codec.Result.Ok<? extends Record>(var value) -> Optional.of(value);
      case Codec.Result.Bad<? extends Record> _ -> Optional.empty();
    };
  }

  void insert(Handle handle, Row row) {
    handle
        .createUpdate(
            """
            insert into intent (kind, id, generation, name, wanted, spec, created)
            values (:kind, :id, :generation, :name, :wanted, :spec, :created)
            """)
        .bind("kind", row.id().kind())
        .bind("id", row.id().value())
        .bind("generation", row.generation())
        .bind("name", row.name())
        .bind("wanted", row.wanted())
        .bind("spec", spec(row))
        .bind("created", row.created().toString())
        .execute();
  }

  void update(Handle handle, Row row) {
    handle
        .createUpdate(
            """
            update intent set generation = :generation, name = :name, wanted = :wanted, spec = :spec
            where kind = :kind and id = :id
            """)
        .bind("kind", row.id().kind())
        .bind("id", row.id().value())
        .bind("generation", row.generation())
        .bind("name", row.name())
        .bind("wanted", row.wanted())
        .bind("spec", spec(row))
        .execute();
  }

  void sight(Handle handle, Row row) {
    var kind = kind(row.id());
    if (row.facts().isEmpty()) {
      delete(handle, "sight", row.id());
      return;
    }
    handle
        .createUpdate(
            """
            insert into sight (kind, id, facts, seen_at)
            select :kind, :id, :facts, :at
            where exists (select 1 from intent where kind = :kind and id = :id)
            on conflict (kind, id) do update set facts = :facts, seen_at = :at
            """)
        .bind("kind", row.id().kind())
        .bind("id", row.id().value())
        .bind("facts", Json.write(write(kind.factsCodec(), row.facts().get())))
        .bind("at", row.seenAt().map(Instant::toString).orElse(""))
        .execute();
  }

  static void delete(Handle handle, ResourceId id) {
    for (var table : List.of("intent", "sight", "lease", "request")) delete(handle, table, id);
  }

  private static void delete(Handle handle, String table, ResourceId id) {
    handle
        .createUpdate("delete from <table> where kind = :kind and id = :id")
        .define("table", table)
        .bind("kind", id.kind())
        .bind("id", id.value())
        .execute();
  }

  static boolean isCurrent(Handle handle, ResourceId id, long generation) {
    return handle
        .createQuery(
            "select 1 from intent where kind = :kind and id = :id and generation = :generation")
        .bind("kind", id.kind())
        .bind("id", id.value())
        .bind("generation", generation)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// Whether another resource of the kind has the name.
  static boolean isTaken(Handle handle, ResourceId id, String name) {
    return handle
        .createQuery("select 1 from intent where kind = :kind and name = :name and id <> :id")
        .bind("kind", id.kind())
        .bind("name", name)
        .bind("id", id.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static Optional<String> requested(Handle handle, String key, String kind) {
    return handle
        .createQuery("select id from request where key = :key and kind = :kind")
        .bind("key", key)
        .bind("kind", kind)
        .mapTo(String.class)
        .findOne();
  }

  static void remember(Handle handle, String key, ResourceId id, Instant now) {
    handle
        .createUpdate("insert or replace into request (key, kind, id, created) values (?, ?, ?, ?)")
        .bind(0, key)
        .bind(1, id.kind())
        .bind(2, id.value())
        .bind(3, now.toString())
        .execute();
  }

  static boolean lease(Handle handle, String scope, String value, ResourceId id) {
    handle
        .createUpdate(
            "insert into lease (scope, value, kind, id) values (?, ?, ?, ?) on conflict do nothing")
        .bind(0, scope)
        .bind(1, value)
        .bind(2, id.kind())
        .bind(3, id.value())
        .execute();
    return leases(handle, scope, id).contains(value);
  }

  static List<String> leases(Handle handle, String scope, ResourceId id) {
    return handle
        .createQuery(
            "select value from lease where scope = :scope and kind = :kind and id = :id order by 1")
        .bind("scope", scope)
        .bind("kind", id.kind())
        .bind("id", id.value())
        .mapTo(String.class)
        .list();
  }

  static Optional<String> setting(Handle handle, String name) {
    return handle
        .createQuery("select value from setting where name = ?")
        .bind(0, name)
        .mapTo(String.class)
        .findOne();
  }

  static String setting(Handle handle, String name, Supplier<String> first) {
    var kept = setting(handle, name);
    if (kept.isPresent()) return kept.get();
    var value = first.get();
    handle
        .createUpdate("insert into setting (name, value) values (?, ?)")
        .bind(0, name)
        .bind(1, value)
        .execute();
    return value;
  }

  private String spec(Row row) {
    var kind = kind(row.id());
    return Json.write(sealed(kind, row.id(), write(kind.specCodec(), row.spec())));
  }

  private Map<String, Object> sealed(StoredKind kind, ResourceId id, Map<String, Object> json) {
    var result = new LinkedHashMap<>(json);
    for (var name : kind.secrets()) {
      result.computeIfPresent(name, (_, v) -> secrets.seal(id + "/" + name, v.toString()));
    }
    return result;
  }

  private Map<String, Object> opened(StoredKind kind, ResourceId id, Map<String, Object> json) {
    var result = new LinkedHashMap<>(json);
    for (var name : kind.secrets()) {
      result.computeIfPresent(name, (_, v) -> secrets.open(id + "/" + name, v.toString()));
    }
    return result;
  }

  private StoredKind kind(ResourceId id) {
    var kind = kinds.get(id.kind());
    if (kind == null) throw new IllegalArgumentException("unknown kind " + id.kind());
    return kind;
  }

  @SuppressWarnings("unchecked") // the codec belongs to the record's own kind
  private static Map<String, Object> write(Codec<? extends Record> codec, Record record) {
    return ((Codec<Record>) codec).write(record);
  }
}
