package io.stampede.figures;

import io.stampede.figures.FigureArchive.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at every connected host each ten seconds, each on a thread of its own: one that hangs is
/// left out until its last read has ended, and delays nobody. The last hour is in memory; the rest
/// is in the archive, one commit a minute for all hosts together.
public final class FigureHistory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FigureHistory.class);
  private static final Duration PRUNING = Duration.ofMinutes(30);

  /// Somebody who has asked for a host's figures is told of new ones for this long.
  private static final Duration INTEREST = Duration.ofMinutes(1);

  private static final Duration LATELY = Duration.ofMinutes(1);

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

  /// @param news told a host's id when there are new figures of it and somebody asked for them
  ///   lately
  public FigureHistory(
      FigureSource source, FigureArchive archive, InstantSource clock, Consumer<String> news) {
    this.source = source;
    this.archive = archive;
    this.clock = clock;
    this.news = news;
  }

  /// Remembers the last hour and begins with the rounds.
  public void start() {
    var hour = clock.instant().minus(Resolution.TEN_SECONDS.kept());
    archive
        .readAll(Resolution.TEN_SECONDS, hour)
        .forEach((host, figures) -> of(host).remember(figures));
    long step = Resolution.TEN_SECONDS.step().toMillis();
    long first = step - clock.instant().toEpochMilli() % step;
    var _ = ticker.scheduleAtFixedRate(this::roundOrLog, first, step, TimeUnit.MILLISECONDS);
    // Two looks are needed for the first figures: nobody should wait twenty seconds for them.
    var _ = ticker.schedule(this::roundOrLog, 500, TimeUnit.MILLISECONDS);
  }

  /// Of a host from then on, in the order of time; where it was not connected there are none.
  public List<Figures> of(String host, Instant from, Resolution resolution) {
    asked.put(host, clock.instant());
    if (resolution == Resolution.TEN_SECONDS) {
      var known = hosts.get(host);
      return known == null ? List.of() : known.hour(from);
    }
    var figures = new ArrayList<>(archive.read(host, resolution, from));
    full.stream()
        .filter(e -> e.host().equals(host) && e.resolution() == resolution)
        .forEach(e -> figures.addAll(e.figures()));
    var known = hosts.get(host);
    if (known != null) known.unfinished(resolution).ifPresent(figures::add);
    return figures;
  }

  /// The last ones of a host, unless they are older than a minute. Tells nobody that they are of
  /// interest.
  public Optional<Figures> latest(String host) {
    var known = hosts.get(host);
    if (known == null) return Optional.empty();
    var lately = known.hour(clock.instant().minus(LATELY));
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
      var hourAgo = now.minus(Resolution.TEN_SECONDS.kept());
      hosts.values().removeIf(host -> host.isSilentSince(hourAgo));
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
      full.addAll(of(host).add(read.get()));
      var last = asked.get(host);
      if (last != null && last.plus(INTEREST).isAfter(clock.instant())) news.accept(host);
    } finally {
      underway.remove(host);
    }
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
    return hosts.computeIfAbsent(host, OneHost::new);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    keep();
    var rest = hosts.values().stream().flatMap(host -> host.rest().stream()).toList();
    if (!rest.isEmpty()) archive.keep(rest);
  }
}
