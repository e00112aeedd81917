package io.stampede.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcTextTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String GOOD =
      """
      #boot
      0b5d9a3c-1d9a-4a6e-a7a4-3f0e2a6f6a51
      #stat
      cpu  1000 10 500 8000 400 0 40 50 7 3
      #meminfo
      MemTotal:       16000000 kB
      MemFree:         1000000 kB
      MemAvailable:   12000000 kB
      Buffers:          100000 kB
      #diskstats
       254       0 vda 100 0 2000 30 200 0 4000 60 0 90 90
       254       1 vda1 99 0 1999 30 199 0 3999 60 0 90 90
       259       0 nvme0n1 1 0 10 0 2 0 20 0 0 0 0
       259       1 nvme0n1p1 1 0 10 0 2 0 20 0 0 0 0
         7       0 loop0 5 0 50 0 0 0 0 0 0 0 0
       253       0 dm-0 5 0 50 0 0 0 60 0 0 0 0
      #net
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
          lo: 999 9 0 0 0 0 0 0 999 9 0 0 0 0 0 0
        eth0: 7000 70 0 0 0 0 0 0 8000 80 0 0 0 0 0 0
      wlp2s0:1000 10 0 0 0 0 0 0 2000 20 0 0 0 0 0 0
      docker0: 5 1 0 0 0 0 0 0 5 1 0 0 0 0 0 0
      veth12ab: 5 1 0 0 0 0 0 0 5 1 0 0 0 0 0 0
      #df
      Filesystem     1024-blocks     Used Available Capacity Mounted on
      /dev/vda1           100000    30000     60000      34% /
      #end
      """;

  @Test
  void what_the_kernel_counts_becomes_counters() {
    assertThat(ProcText.parse(GOOD, NOON))
        .contains(
            new Counters(
                NOON,
                "0b5d9a3c-1d9a-4a6e-a7a4-3f0e2a6f6a51",
                1600,
                10_000,
                4_000_000L * 1024,
                16_000_000L * 1024,
                40_000L * 1024,
                100_000L * 1024,
                2010 * 512,
                4020 * 512,
                8000,
                10_000));
  }

  @Test
  void a_login_shell_may_talk_before_and_after() {
    assertThat(ProcText.parse("Welcome!\n" + GOOD + "bye\n", NOON))
        .isEqualTo(ProcText.parse(GOOD, NOON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpu  1000 10 500 8000 400 0 40 50 7 3\n=cpu  x\n",
        "0b5d9a3c-1d9a-4a6e-a7a4-3f0e2a6f6a51=../../etc",
        "MemTotal:       16000000 kB=MemTotal: -1 kB",
        "#end=#half"
      })
  void half_an_answer_or_nonsense_is_none(String change) {
    var fromTo = change.split("=");
    var bad = GOOD.replace(fromTo[0], fromTo[1]);
    assertThat(bad).isNotEqualTo(GOOD);
    assertThat(ProcText.parse(bad, NOON)).isEmpty();
  }

  @Test
  void far_too_much_is_none() {
    assertThat(ProcText.parse(GOOD + "x".repeat(600_000), NOON)).isEmpty();
    assertThat(ProcText.parse("", NOON)).isEmpty();
  }
}
