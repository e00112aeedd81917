package io.stampede.figures;

import io.stampede.figures.FigureArchive.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at every connected host and its workloads each ten seconds, each host on a thread of its
/// own: one that hangs is left out until its last read has ended, and delays nobody. A host's last
/// hour is in memory, and of a workload only what the archive has not got yet; the rest is in the
/// archive, one commit a minute for all together.
public final class FigureHistory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FigureHistory.class);
  private static final Duration PRUNING = Duration.ofMinutes(30);

  /// Somebody who has asked for a host's figures is told of new ones for this long.
  private static final Duration INTEREST = Duration.ofMinutes(1);

  private static final Duration LATELY = Duration.ofMinutes(1);

  /// What is remembered of a workload: what waits for the archive is younger.
  private static final Duration SHORT = Duration.ofMinutes(3);

  private final FigureSource source;
  private final FigureArchive archive;
  private final InstantSource clock;
  private final Consumer<String> news;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("figures").factory());
  private final ConcurrentMap<String, OneHost> hosts = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Instant> asked = new ConcurrentHashMap<>();
  private final Set<String> underway = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Entry> full = new ConcurrentLinkedQueue<>();
  private volatile Instant kept = Instant.EPOCH;
  private volatile Instant pruned = Instant.EPOCH;

  /// @param news told the id of a host or workload when there are new figures of it and somebody
  ///   asked for them lately
  public FigureHistory(
      FigureSource source, FigureArchive archive, InstantSource clock, Consumer<String> news) {
    this.source = source;
    this.archive = archive;
    this.clock = clock;
    this.news = news;
  }

  /// Begins with the rounds.
  public void start() {
    long step = Resolution.TEN_SECONDS.step().toMillis();
    long first = step - clock.instant().toEpochMilli() % step;
    var _ = ticker.scheduleAtFixedRate(this::roundOrLog, first, step, TimeUnit.MILLISECONDS);
    // Two looks are needed for the first figures: nobody should wait twenty seconds for them.
    var _ = ticker.schedule(this::roundOrLog, 500, TimeUnit.MILLISECONDS);
  }

  /// Of a host or a workload from then on, in the order of time; where it was not connected, or did
  /// not run, there are none.
  public List<Figures> of(String id, Instant from, Resolution resolution) {
    asked.put(id, clock.instant());
    var known = hosts.get(id);
    boolean fine = resolution == Resolution.TEN_SECONDS;
    if (fine && known != null && known.remembers(resolution.kept())) return known.last(from);
    var figures = new TreeMap<Instant, Figures>();
    archive.read(id, resolution, from).forEach(f -> figures.put(f.at(), f));
    full.stream()
        .filter(e -> e.host().equals(id) && e.resolution() == resolution)
        .flatMap(e -> e.figures().stream())
        .filter(f -> !f.at().isBefore(from))
        .forEach(f -> figures.put(f.at(), f));
    if (known != null && fine) known.last(from).forEach(f -> figures.put(f.at(), f));
    if (known != null) known.unfinished(resolution).ifPresent(f -> figures.put(f.at(), f));
    return List.copyOf(figures.values());
  }

  /// The last ones of a host or a workload, unless they are older than a minute. Tells nobody that
  /// they are of interest.
  public Optional<Figures> latest(String id) {
    var known = hosts.get(id);
    if (known == null) return Optional.empty();
    var lately = known.last(clock.instant().minus(LATELY));
    return lately.isEmpty() ? Optional.empty() : Optional.of(lately.getLast());
  }

  private void roundOrLog() {
    try {
      round();
    } catch (RuntimeException e) {
      LOG.error("a round of figures failed", e);
    }
  }

  /// Starts one read of each host that is not being read.
  void round() {
    for (var host : source.hosts()) {
      if (!underway.add(host)) {
        of(host).missed();
        continue;
      }
      Thread.ofVirtual().name("figures of " + host).start(() -> read(host));
    }
    var now = clock.instant();
    if (!kept.plus(Resolution.MINUTE.step()).isAfter(now)) {
      kept = now;
      keep();
    }
    if (!pruned.plus(PRUNING).isAfter(now)) {
      pruned = now;
      archive.prune(now);
      hosts.values().removeIf(host -> host.isSilentAt(now));
      asked.values().removeIf(at -> at.plus(INTEREST).isBefore(now));
    }
  }

  private void read(String host) {
    try {
      var read = source.read(host);
      if (read.isEmpty()) {
        of(host).missed();
        return;
      }
      take(host, of(host), read.get());
      source.workloads(host).forEach((id, counters) -> take(id, ofWorkload(id), counters));
    } finally {
      underway.remove(host);
    }
  }

  private void take(String id, OneHost of, Counters counters) {
    full.addAll(of.add(counters));
    var last = asked.get(id);
    if (last != null && last.plus(INTEREST).isAfter(clock.instant())) news.accept(id);
  }

  /// Whether a read of the host has not ended yet.
  boolean isReading(String host) {
    return underway.contains(host);
  }

  private void keep() {
    var entries = new ArrayList<Entry>();
    for (var entry = full.poll(); entry != null; entry = full.poll()) entries.add(entry);
    if (!entries.isEmpty()) archive.keep(entries);
  }

  private OneHost of(String host) {
    return hosts.computeIfAbsent(host, this::remembered);
  }

  private OneHost remembered(String host) {
    var kept = Resolution.TEN_SECONDS.kept();
    var hour = archive.read(host, Resolution.TEN_SECONDS, clock.instant().minus(kept));
    return new OneHost(host, kept, hour);
  }

  private OneHost ofWorkload(String id) {
    return hosts.computeIfAbsent(id, i -> new OneHost(i, SHORT, List.of()));
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    keep();
    var rest = hosts.values().stream().flatMap(host -> host.rest().stream()).toList();
    if (!rest.isEmpty()) archive.keep(rest);
  }
}
