package io.stampede.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.stampede.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureHistoryTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir private Path folder;
  private volatile Instant now = NOON;
  private final Site site = new Site();
  private final List<String> news = new CopyOnWriteArrayList<>();

  /// Hosts whose load a test sets.
  private final class Site implements FigureSource {
    private final Map<String, Counters> counters = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> hung = new ConcurrentHashMap<>();
    private final Map<String, Integer> reads = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Counters>> ofWorkloads = new ConcurrentHashMap<>();
    private volatile double load = 0.5;
    private volatile String boot = "b1";

    @Override
    public List<String> hosts() {
      return List.copyOf(counters.keySet());
    }

    void add(String host) {
      counters.put(host, new Counters(now, boot, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Override
    public Optional<Counters> read(String host) {
      var latch = hung.get(host);
      if (latch != null) {
        try {
          latch.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return Optional.empty();
      }
      var next =
          counters.computeIfPresent(
              host,
              (_, last) -> {
                long ms = Duration.between(last.at(), now).toMillis();
                return new Counters(
                    now,
                    boot,
                    last.cpuBusy() + Math.round(load * ms),
                    last.cpuAll() + ms,
                    1 << 20,
                    4 << 20,
                    7,
                    9,
                    last.diskRead() + ms,
                    last.diskWritten() + 2 * ms,
                    last.netIn() + 3 * ms,
                    last.netOut() + 4 * ms);
              });
      reads.merge(host, 1, Integer::sum);
      return Optional.ofNullable(next);
    }

    @Override
    public Map<String, Counters> workloads(String host) {
      return ofWorkloads.getOrDefault(host, Map.of());
    }

    int reads(String host) {
      return reads.getOrDefault(host, 0);
    }
  }

  private Store store() throws IOException {
    return Store.open(folder, () -> now, List.of(), (_, _) -> {});
  }

  private FigureHistory history(Store store) {
    return new FigureHistory(site, store.figures(), () -> now, news::add);
  }

  /// So many rounds, ten seconds apart, of one host.
  private void rounds(FigureHistory history, String host, int count) {
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(10);
      int before = site.reads(host);
      history.round();
      await()
          .atMost(Duration.ofSeconds(10))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> site.reads(host) == before + 1 && !history.isReading(host));
    }
  }

  @Test
  void two_reads_make_figures() throws IOException {
    try (var store = store();
        var history = history(store)) {
      site.add("ho-1");
      rounds(history, "ho-1", 2);
      var figures = history.of("ho-1", NOON, Resolution.TEN_SECONDS);
      assertThat(figures)
          .containsExactly(
              new Figures(
                  NOON.plusSeconds(20), 50, 1 << 20, 4 << 20, 7, 9, 1000, 2000, 3000, 4000));
    }
  }

  @Test
  void an_hour_is_kept_finely_and_a_day_by_the_minute() throws IOException {
    try (var store = store();
        var history = history(store)) {
      site.add("ho-1");
      rounds(history, "ho-1", 6 * 62);
      var hour = history.of("ho-1", Instant.EPOCH, Resolution.TEN_SECONDS);
      assertThat(hour).hasSizeBetween(360, 361);
      assertThat(Duration.between(hour.getFirst().at(), now)).isEqualTo(Duration.ofHours(1));
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() ->
              assertThat(history.of("ho-1", NOON, Resolution.MINUTE))
                  .hasSize(63)
                  .allSatisfy(f -> assertThat(f.cpuPercent()).isEqualTo(50, within(0.1)))
                  .isSortedAccordingTo((a, b) -> a.at().compareTo(b.at())));
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> assertThat(history.of("ho-1", NOON, Resolution.TEN_MINUTES)).hasSize(7));
    }
  }

  @Test
  void it_outlives_a_restart() throws IOException {
    List<Figures> before;
    try (var store = store();
        var history = history(store)) {
      site.add("ho-1");
      rounds(history, "ho-1", 20);
      before = history.of("ho-1", NOON, Resolution.TEN_SECONDS);
    }
    now = now.plusSeconds(30);
    try (var store = store();
        var history = history(store)) {
      history.start();
      assertThat(history.of("ho-1", NOON, Resolution.TEN_SECONDS)).hasSameSizeAs(before);
      assertThat(history.of("ho-1", NOON, Resolution.MINUTE)).hasSize(4);
      assertThat(history.of("ho-1", NOON, Resolution.TEN_MINUTES)).hasSize(1);
    }
  }

  @Test
  void what_is_too_old_is_dropped() throws IOException {
    try (var store = store();
        var history = history(store)) {
      site.add("ho-1");
      rounds(history, "ho-1", 20);
      now = now.plus(Resolution.MINUTE.kept()).plusSeconds(600);
      rounds(history, "ho-1", 2);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> history.of("ho-1", NOON, Resolution.MINUTE).size() <= 2);
    }
  }

  @Test
  void a_hung_host_delays_nobody_and_is_asked_once_at_a_time() throws IOException {
    try (var store = store();
        var history = history(store)) {
      site.add("ho-1");
      site.add("ho-2");
      var latch = new CountDownLatch(1);
      site.hung.put("ho-2", latch);
      rounds(history, "ho-1", 5);
      assertThat(history.of("ho-1", NOON, Resolution.TEN_SECONDS)).hasSize(4);
      assertThat(history.of("ho-2", NOON, Resolution.TEN_SECONDS)).isEmpty();
      site.hung.remove("ho-2");
      latch.countDown();
      await().atMost(Duration.ofSeconds(10)).until(() -> !history.isReading("ho-2"));
      rounds(history, "ho-2", 2);
      assertThat(history.of("ho-2", NOON, Resolution.TEN_SECONDS)).hasSize(1);
    }
  }

  @Test
  void a_reboot_is_no_load() throws IOException {
    try (var store = store();
        var history = history(store)) {
      site.add("ho-1");
      rounds(history, "ho-1", 2);
      site.boot = "b2";
      rounds(history, "ho-1", 1);
      assertThat(history.of("ho-1", NOON, Resolution.TEN_SECONDS)).hasSize(1);
    }
  }

  @Test
  void only_who_has_asked_lately_is_told() throws IOException {
    try (var store = store();
        var history = history(store)) {
      site.add("ho-1");
      rounds(history, "ho-1", 2);
      assertThat(news).isEmpty();
      assertThat(history.of("ho-1", NOON, Resolution.TEN_SECONDS)).isNotEmpty();
      rounds(history, "ho-1", 12);
      assertThat(new ArrayList<>(news)).isNotEmpty().hasSizeLessThan(7).containsOnly("ho-1");
    }
  }

  /// Half a CPU of its own for 50 s, then another CPU, which is a beginning.
  @Test
  void a_workload_has_figures_of_its_own_over_a_restart() throws IOException {
    List<Figures> before;
    try (var store = store();
        var history = history(store)) {
      site.add("ho-1");
      for (int i = 0; i < 40; i++) {
        long ms = 10_000L * (i + 1);
        var counters =
            new Counters(now.plusSeconds(10), "1 CPUs", ms / 2, ms, 5, 10, 0, 0, 0, 0, ms, 2 * ms);
        site.ofWorkloads.put("ho-1", Map.of("vm-1", counters));
        rounds(history, "ho-1", 1);
      }
      before = history.of("vm-1", NOON, Resolution.TEN_SECONDS);
      assertThat(before)
          .hasSize(39)
          .allSatisfy(f -> assertThat(f.cpuPercent()).isEqualTo(50, within(0.1)))
          .allSatisfy(f -> assertThat(f.netOut()).isEqualTo(2000, within(0.1)));
      assertThat(history.latest("vm-1")).contains(before.getLast());
      assertThat(history.of("vm-2", NOON, Resolution.TEN_SECONDS)).isEmpty();
    }
    try (var store = store();
        var history = history(store)) {
      assertThat(history.of("vm-1", NOON, Resolution.TEN_SECONDS)).hasSameSizeAs(before);
    }
  }
}
