package io.stampede.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.figures.Counters;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DomainStatsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static final Map<String, Long> ONE =
      Map.of(
          "cpu.time", 4_000_000_000L,
          "vcpu.current", 2L,
          "balloon.current", 1024L,
          "balloon.rss", 300L,
          "net.count", 1L,
          "net.0.rx.bytes", 7L);

  @Test
  void two_looks_make_a_share_of_its_own_cpus() {
    var later = new HashMap<>(ONE);
    later.put("cpu.time", 14_000_000_000L);
    later.put("net.0.rx.bytes", 1007L);
    var figures =
        DomainStats.counters(later, NOON.plusSeconds(10))
            .since(DomainStats.counters(ONE, NOON))
            .orElseThrow();
    assertThat(figures.cpuPercent()).isEqualTo(50);
    assertThat(figures.memoryUsed()).isEqualTo(300 * 1024);
    assertThat(figures.memoryTotal()).isEqualTo(1024 * 1024);
    assertThat(figures.netIn()).isEqualTo(100);
    assertThat(figures.diskRead()).isZero();
  }

  @Test
  void a_guest_that_says_what_it_uses_is_believed() {
    var told = new HashMap<>(ONE);
    told.put("balloon.available", 1000L);
    told.put("balloon.unused", 800L);
    assertThat(DomainStats.counters(told, NOON))
        .extracting(Counters::memoryUsed)
        .isEqualTo(200L * 1024);
  }

  @Test
  void all_disks_count_together() {
    var disks = new HashMap<>(ONE);
    disks.put("block.count", 2L);
    disks.put("block.0.capacity", 10L);
    disks.put("block.1.capacity", 20L);
    disks.put("block.0.allocation", 3L);
    disks.put("block.1.rd.bytes", 5L);
    assertThat(DomainStats.counters(disks, NOON))
        .returns(30L, Counters::diskTotal)
        .returns(3L, Counters::diskUsed)
        .returns(5L, Counters::diskRead);
  }

  @Test
  void another_number_of_cpus_begins_anew() {
    var grown = new HashMap<>(ONE);
    grown.put("vcpu.current", 4L);
    var now = DomainStats.counters(grown, NOON.plusSeconds(10));
    assertThat(now.since(DomainStats.counters(ONE, NOON))).isEmpty();
  }
}
