package io.stampede.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Memory;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import io.stampede.figures.FigureArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Everything that is kept, in one SQLite file. All intents and last sights are also held in
/// memory: reads take no lock and no query.
public final class Store implements Memory, AutoCloseable {
  /// Told of every change, on the thread that made it; must be quick.
  public interface Listener {
    void changed(ResourceId id, What what);
  }

  private static final ResourceId NOBODY = new ResourceId("nobody", "nobody");

  public enum What {
    CREATED,
    CHANGED,
    REMOVED
  }

  private final InstantSource clock;
  private final HikariDataSource pool;
  private final Writer writer;
  private final Tables tables;
  private final Ledger ledger = new Ledger();
  private final SqlJournal journal;
  private final SqlFigures figures;
  private final Listener listener;
  private final Map<String, ConcurrentMap<String, Row>> rows = new ConcurrentHashMap<>();
  private final ConcurrentMap<ResourceId, Reservation> reserved = new ConcurrentHashMap<>();
  private final AtomicLong reservedChanges = new AtomicLong();

  /// What a request left: the row, and what it has reserved now, when that may have changed.
  private record Kept(Row row, Optional<Optional<Reservation>> reservation) {}

  private Store(
      InstantSource clock, HikariDataSource pool, Jdbi jdbi, Tables tables, Listener listener) {
    this.clock = clock;
    this.pool = pool;
    this.writer = new Writer(jdbi, ledger::forget);
    this.tables = tables;
    this.listener = listener;
    this.journal = new SqlJournal(jdbi, writer, id -> row(id).map(Row::name).orElse(id.value()));
    this.figures = new SqlFigures(jdbi, writer);
    tables.kinds().forEach(kind -> rows.put(kind, new ConcurrentHashMap<>()));
    jdbi.useHandle(
        handle -> tables.all(handle).forEach(row -> of(row.id()).put(row.id().value(), row)));
    reservations().forEach(r -> reserved.put(r.id(), r));
  }

  /// Opens the store in a folder, making what is missing.
  public static Store open(
      Path folder, InstantSource clock, Collection<StoredKind> kinds, Listener listener)
      throws IOException {
    Files.createDirectories(folder);
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + folder.resolve("stampede.db"));
    config.setMaximumPoolSize(4);
    config.setPoolName("store");
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "NORMAL");
    config.addDataSourceProperty("foreign_keys", "true");
    config.addDataSourceProperty("busy_timeout", "10000");
    var pool = new HikariDataSource(config);
    Flyway.configure()
        .dataSource(pool)
        .locations("classpath:io/stampede/store/migration")
        .load()
        .migrate();
    var tables = new Tables(kinds, Secrets.at(folder.resolve("secret.key")));
    return new Store(clock, pool, Jdbi.create(pool), tables, listener);
  }

  /// How busy hosts were.
  public FigureArchive figures() {
    return figures;
  }

  public SqlJournal journal() {
    return journal;
  }

  public Optional<Row> row(ResourceId id) {
    return Optional.ofNullable(of(id).get(id.value()));
  }

  public Optional<Row> named(String kind, String name) {
    return rows(kind).filter(row -> row.name().equals(name)).findFirst();
  }

  public Stream<Row> rows(String kind) {
    return Optional.ofNullable(rows.get(kind)).map(Map::values).orElse(List.of()).stream();
  }

  /// What a request made, when it was made before and is still there.
  public Optional<Row> madeBy(String requestKey, String kind) {
    return writer
        .write(handle -> Tables.requested(handle, requestKey, kind))
        .flatMap(id -> row(new ResourceId(kind, id)));
  }

  /// Keeps a new intent.
  ///
  /// @param requestKey makes the same request at most once; empty for none
  /// @return the new row, or the one that the same request made before
  public Row insert(ResourceId id, String name, Record spec, String requestKey) {
    return insert(id, name, requestKey, _ -> new Placing.Placed(spec, Optional.empty()));
  }

  /// The same for what takes a part of a host: chosen and reserved in the same transaction.
  public Row insert(ResourceId id, String name, String requestKey, Placing placing) {
    return insert(id, _ -> name, requestKey, placing);
  }

  /// The same for what is called by what it was given.
  ///
  /// @param name out of the spec as it was placed
  public Row insert(
      ResourceId id, Function<Record, String> name, String requestKey, Placing placing) {
    return writer
        .write(handle -> inserted(handle, id, name, requestKey, placing), this::publishNew)
        .row();
  }

  private Kept inserted(
      Handle handle,
      ResourceId id,
      Function<Record, String> naming,
      String requestKey,
      Placing placing) {
    var earlier =
        requestKey.isEmpty()
            ? Optional.<String>empty()
            : Tables.requested(handle, requestKey, id.kind());
    var made = earlier.flatMap(e -> row(new ResourceId(id.kind(), e)));
    if (made.isPresent()) return new Kept(made.get(), Optional.empty());
    var placed = placing.place(ledger.without(handle, id));
    var name = naming.apply(placed.spec());
    if (Tables.isTaken(handle, id, name)) throw new NameTaken(id.kind(), name);
    var row =
        new Row(
            id,
            name,
            1,
            true,
            placed.spec(),
            Optional.empty(),
            Optional.empty(),
            Status.REQUESTED,
            clock.instant());
    tables.insert(handle, row);
    if (!requestKey.isEmpty()) Tables.remember(handle, requestKey, id, clock.instant());
    if (placed.reservation().isPresent()) ledger.keep(handle, id, placed.reservation());
    return new Kept(row, Optional.of(placed.reservation()));
  }

  private void publishNew(Kept kept) {
    var row = kept.row();
    kept.reservation().ifPresent(reservation -> reserve(row.id(), reservation));
    if (of(row.id()).putIfAbsent(row.id().value(), row) == null) {
      listener.changed(row.id(), What.CREATED);
    }
  }

  private void reserve(ResourceId id, Optional<Reservation> reservation) {
    var before =
        reservation.isPresent() ? reserved.put(id, reservation.get()) : reserved.remove(id);
    if (!Optional.ofNullable(before).equals(reservation)) reservedChanges.incrementAndGet();
  }

  /// Keeps a changed intent when nobody changed it since `generation`.
  ///
  /// @return the new row; empty when it has changed or is gone
  public Optional<Row> replace(
      ResourceId id, long generation, boolean wanted, String name, Record spec) {
    return writer.write(
        handle -> {
          var now = current(handle, id, generation);
          if (now.isEmpty()) return now;
          if (Tables.isTaken(handle, id, name)) throw new NameTaken(id.kind(), name);
          var next = now.get().with(generation + 1, wanted, name, spec);
          tables.update(handle, next);
          return Optional.of(next);
        },
        next -> next.ifPresent(this::publish));
  }

  /// The same for a change of what it takes of its host.
  public Optional<Row> replace(ResourceId id, long generation, String name, Placing placing) {
    return writer
        .write(
            handle -> {
              var now = current(handle, id, generation);
              if (now.isEmpty()) return Optional.<Kept>empty();
              if (Tables.isTaken(handle, id, name)) throw new NameTaken(id.kind(), name);
              var placed = placing.place(ledger.without(handle, id));
              var next = now.get().with(generation + 1, true, name, placed.spec());
              tables.update(handle, next);
              ledger.keep(handle, id, placed.reservation());
              return Optional.of(new Kept(next, Optional.of(placed.reservation())));
            },
            kept -> {
              kept.flatMap(Kept::reservation).ifPresent(reservation -> reserve(id, reservation));
              kept.map(Kept::row).ifPresent(this::publish);
            })
        .map(Kept::row);
  }

  /// On the writer's thread. What an earlier job of the same batch has changed is not in memory
  /// yet.
  private Optional<Row> current(Handle handle, ResourceId id, long generation) {
    return row(id)
        .filter(row -> row.generation() == generation)
        .filter(row -> Tables.isCurrent(handle, id, generation));
  }

  /// What is reserved now, after all that was asked for before.
  public List<Reservation> reservations() {
    return writer.write(handle -> ledger.without(handle, NOBODY));
  }

  /// What is reserved, from memory: without what is being committed.
  public List<Reservation> reserved() {
    return List.copyOf(reserved.values());
  }

  public Optional<Reservation> reserved(ResourceId id) {
    return Optional.ofNullable(reserved.get(id));
  }

  /// Another number whenever what is reserved has changed.
  public long reservedChanges() {
    return reservedChanges.get();
  }

  private void publish(Row next) {
    of(next.id())
        .computeIfPresent(
            next.id().value(),
            (_, row) -> row.with(next.generation(), next.wanted(), next.name(), next.spec()));
    listener.changed(next.id(), What.CHANGED);
  }

  /// Takes a value for a resource unless another holds it; what it holds already is taken again.
  ///
  /// @param scope as in `address/net-1`
  /// @return whether the resource holds the value now
  public boolean lease(String scope, String value, ResourceId id) {
    return writer.write(handle -> Tables.lease(handle, scope, value, id));
  }

  /// The values that a resource holds in a scope.
  public List<String> leases(String scope, ResourceId id) {
    return writer.write(handle -> Tables.leases(handle, scope, id));
  }

  /// A setting of the installation, made at its first use.
  public String setting(String name, java.util.function.Supplier<String> first) {
    return writer.write(handle -> Tables.setting(handle, name, first));
  }

  /// A setting of the installation, when it was made.
  public Optional<String> setting(String name) {
    return writer.write(handle -> Tables.setting(handle, name));
  }

  // ---- Memory: what the engine sees ----

  @Override
  public List<ResourceId> resources() {
    return rows.values().stream().flatMap(m -> m.values().stream()).map(Row::id).toList();
  }

  @Override
  @SuppressWarnings("unchecked") // a row's spec is of its kind's type: Tables read it so
  public <S> Optional<Intent<S>> intent(Kind<S, ?, ?> kind, ResourceId id) {
    return row(id)
        .map(row -> {
          var spec = (S) row.spec();
          Intent.Goal<S> goal =
              row.wanted() ? new Intent.Goal.Present<>(spec) : new Intent.Goal.Absent<>(spec);
          return new Intent<>(id, row.generation(), goal);
        });
  }

  @Override
  public boolean isCurrent(ResourceId id, long generation) {
    return row(id).filter(row -> row.generation() == generation).isPresent();
  }

  @Override
  public <O> void saw(Kind<?, O, ?> kind, Intent<?> intent, Sight<O> sight, Status status) {
    var id = intent.id();
    var before = row(id);
    if (before.isEmpty()) return;
    var after = of(id).computeIfPresent(id.value(), (_, row) -> seen(row, intent, sight, status));
    if (after == null) return;
    if (!after.facts().equals(before.get().facts())) writer.later(h -> tables.sight(h, after));
    if (!after.facts().equals(before.get().facts())
        || !after.status().equals(before.get().status())) {
      listener.changed(id, What.CHANGED);
    }
  }

  /// A look that began under an older intent brings facts, but no status for the newer one.
  private static Row seen(Row row, Intent<?> intent, Sight<?> sight, Status planned) {
    var status = intent.generation() < row.generation() ? row.status() : planned;
    return switch (sight) {
      case Sight.Found<?>(var facts, var at) -> row.with(Optional.of((Record) facts), at, status);
      case Sight.Missing<?>(var at) -> row.with(Optional.empty(), at, status);
      case Sight.Unseen<?> _ -> row.with(status);
    };
  }

  @Override
  public void status(ResourceId id, Status status) {
    var after = of(id).computeIfPresent(id.value(), (_, row) -> row.with(status));
    if (after != null) listener.changed(id, What.CHANGED);
  }

  @Override
  public void gone(ResourceId id, long generation) {
    writer.write(
        handle -> {
          boolean still = current(handle, id, generation).filter(r -> !r.wanted()).isPresent();
          if (still) {
            Tables.delete(handle, id);
            ledger.keep(handle, id, Optional.empty());
          }
          return still;
        },
        deleted -> {
          if (!deleted) return;
          reserve(id, Optional.empty());
          of(id).remove(id.value());
          listener.changed(id, What.REMOVED);
        });
  }

  @Override
  public void close() {
    writer.close();
    pool.close();
  }

  private ConcurrentMap<String, Row> of(ResourceId id) {
    var ofKind = rows.get(id.kind());
    if (ofKind == null) throw new IllegalArgumentException("unknown kind " + id.kind());
    return ofKind;
  }

  static Optional<Instant> instant(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }
}
