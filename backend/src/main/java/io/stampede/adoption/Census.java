package io.stampede.adoption;

import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.store.NameTaken;
import io.stampede.store.Row;
import io.stampede.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a resource for each foreign workload on the connected hosts: made when one appears,
/// dropped when it is gone. What state it is in is the engine's business, as for all others.
///
/// Each host has a thread that looks when it is told to, and now and then by itself.
public final class Census implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Census.class);
  private static final Duration PATROL = Duration.ofSeconds(60);

  /// What happens close together is looked at once.
  private static final Duration GATHERING = Duration.ofMillis(200);

  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int ID_LENGTH = 10;
  private static final String HOST = "host";
  private static final Set<Phase> SILENT =
      EnumSet.of(
          Phase.REQUESTED, Phase.UNREACHABLE, Phase.REBOOTING, Phase.REMOVING, Phase.REMOVED);

  private record Watch(Thread thread, Semaphore bell) {}

  private final Store store;
  private final Consumer<ResourceId> wake;
  private final List<Strangers> kinds;
  private final ConcurrentMap<String, Watch> watches = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// @param wake look at this resource now
  public Census(Store store, Consumer<ResourceId> wake, List<Strangers> kinds) {
    this.store = store;
    this.wake = wake;
    this.kinds = List.copyOf(kinds);
  }

  /// Begins with the hosts there are.
  public void start() {
    store.rows(HOST).map(Row::id).toList().forEach(id -> hostChanged(id.value()));
    for (var kind : kinds) {
      store
          .rows(kind.kind())
          .flatMap(row -> bonded(row).flatMap(Bonded::host).stream())
          .distinct()
          .filter(host -> store.row(new ResourceId(HOST, host)).isEmpty())
          .toList()
          .forEach(this::hostChanged);
    }
  }

  /// A host has come, changed or gone.
  public void hostChanged(String hostId) {
    if (closed) return;
    var host = store.row(new ResourceId(HOST, hostId));
    if (host.isPresent() && host.get().wanted()) {
      if (SILENT.contains(host.get().status().phase())) unwatch(hostId);
      else watch(hostId);
    } else {
      unwatch(hostId);
      Thread.ofVirtual().name("letting go of " + hostId).start(() -> letGo(hostId));
    }
  }

  /// Something has happened on a host to what is not ours: look at it soon.
  public void ring(String hostId) {
    var watch = watches.get(hostId);
    if (watch != null) watch.bell().release();
  }

  private void watch(String hostId) {
    watches.computeIfAbsent(
        hostId,
        id -> {
          var bell = new Semaphore(1);
          var thread = Thread.ofVirtual().name("census of " + id).start(() -> keepOn(id, bell));
          return new Watch(thread, bell);
        });
  }

  private void unwatch(String hostId) {
    var watch = watches.remove(hostId);
    if (watch != null) watch.thread().interrupt();
  }

  private void keepOn(String hostId, Semaphore bell) {
    try {
      while (!closed) {
        boolean rung = bell.tryAcquire(PATROL.toMillis(), TimeUnit.MILLISECONDS);
        if (rung) Thread.sleep(GATHERING);
        bell.drainPermits();
        try {
          take(hostId);
        } catch (RuntimeException e) {
          if (!closed) LOG.warn("the census of {} failed", hostId, e);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// One look at a host. Blocks; for tests, and for who wants the answer now.
  public void take(String hostId) {
    for (var kind : kinds) {
      var seen = kind.on(hostId);
      if (seen.isPresent()) compare(kind, hostId, seen.get());
    }
  }

  private void compare(Strangers kind, String hostId, List<Strangers.Stranger> seen) {
    var known = new HashSet<String>();
    var there = new HashSet<String>();
    seen.forEach(s -> there.add(s.nativeId()));
    for (var row : on(kind.kind(), hostId).toList()) {
      var bond = bonded(row).orElseThrow().bond();
      bond.nativeId().ifPresent(known::add);
      boolean gone = bond.isForeign() && bond.nativeId().filter(there::contains).isEmpty();
      if (gone) drop(row);
      else if (bond.isForeign()) rename(row, hostId);
    }
    seen.stream().filter(s -> isStrange(kind, s, known)).forEach(s -> add(kind, hostId, s));
  }

  private boolean isStrange(Strangers kind, Strangers.Stranger s, Set<String> known) {
    if (known.contains(s.nativeId())) return false;
    return s.mark()
        .filter(mark -> mark.matches("[a-z0-9][a-z0-9-]{0,62}"))
        .flatMap(mark -> store.row(new ResourceId(kind.kind(), mark)))
        .isEmpty();
  }

  private Stream<Row> on(String kind, String hostId) {
    return store
        .rows(kind)
        .filter(row -> bonded(row).flatMap(Bonded::host).filter(hostId::equals).isPresent());
  }

  private static Optional<Bonded> bonded(Row row) {
    return row.spec() instanceof Bonded b ? Optional.of(b) : Optional.empty();
  }

  private void add(Strangers kind, String hostId, Strangers.Stranger stranger) {
    var id = new ResourceId(kind.kind(), id(kind.idPrefix(), hostId, stranger.nativeId()));
    var shown = shown(stranger.name(), hostId);
    var bond = Bond.foreign(stranger.nativeId(), shown, stranger.mark().isPresent());
    var spec = kind.describe(hostId, stranger, bond);
    if (spec.isEmpty() || store.row(id).isPresent()) return;
    try {
      store.insert(id, shown, spec.get().tied(bond), "");
    } catch (NameTaken _) {
      var unique = shown + "-" + id.value().substring(id.value().length() - 4);
      store.insert(id, unique, spec.get().tied(bond.shownAs(Optional.of(unique))), "");
    }
    wake.accept(id);
  }

  /// The same workload keeps its id, also when the console starts anew.
  private static String id(String prefix, String hostId, String nativeId) {
    try {
      var text = (hostId + "/" + nativeId).getBytes(StandardCharsets.UTF_8);
      var hash = MessageDigest.getInstance("SHA-256").digest(text);
      var letters = new StringBuilder(prefix).append('-');
      for (int i = 0; i < ID_LENGTH; i++) {
        letters.append(ALPHABET.charAt((hash[i] & 0xff) % ALPHABET.length()));
      }
      return letters.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// `redis@h1`: names are unique here, and foreign ones take none from ours.
  private String shown(String name, String hostId) {
    return name + "@" + store.row(new ResourceId(HOST, hostId)).map(Row::name).orElse(hostId);
  }

  private void rename(Row row, String hostId) {
    var spec = bonded(row).orElseThrow();
    var shown = shown(spec.ownName(), hostId);
    if (!row.wanted() || row.name().startsWith(shown)) return;
    try {
      store.replace(
          row.id(),
          row.generation(),
          true,
          shown,
          spec.tied(spec.bond().shownAs(Optional.of(shown))));
    } catch (NameTaken _) {
      LOG.debug("{} keeps its name: {} is taken", row.id(), shown);
    }
  }

  private void drop(Row row) {
    if (!row.wanted()) return;
    store.replace(row.id(), row.generation(), false, row.name(), row.spec());
    wake.accept(row.id());
  }

  /// A host is given up with what runs there: foreign workloads are no longer shown, and ours are
  /// no longer ours; there they stay as they are.
  private void letGo(String hostId) {
    for (var kind : kinds) {
      for (var row : on(kind.kind(), hostId).toList()) {
        var spec = bonded(row).orElseThrow();
        var freed = spec.tied(spec.bond().released(Optional.empty(), row.name()));
        if (!row.wanted() && spec.bond().isForeign()) continue;
        store.replace(row.id(), row.generation(), false, row.name(), freed);
        wake.accept(row.id());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    watches.values().forEach(watch -> watch.thread().interrupt());
    watches.clear();
  }
}
