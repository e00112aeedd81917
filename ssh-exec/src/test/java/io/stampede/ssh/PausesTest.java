package io.stampede.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stampede.ssh.SshSettings.Backoff;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PausesTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  private static final SshSettings.Pool POOL = SshSettings.defaults().pool();

  @Test
  void each_pause_is_between_half_and_all_of_a_doubled_one() {
    var random = new Random(7);
    for (int failures = 1; failures < 1000; failures++) {
      long whole = Math.min(10_000, 100L << Math.min(failures - 1, 10));
      var pause = Pauses.after(failures, BACKOFF, random);
      assertThat(pause).isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
    }
  }

  @Test
  void pauses_of_many_hosts_differ() {
    var random = new Random(7);
    assertThat(random.ints(100).mapToObj(_ -> Pauses.after(9, BACKOFF, random)).distinct().count())
        .isGreaterThan(50);
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    var second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(second, Duration.ofMillis(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, second));
    assertThatIllegalArgumentException().isThrownBy(() -> new SshSettings.Pool(0, 1, second));
    assertThatIllegalArgumentException().isThrownBy(() -> new SshSettings.Pool(1, 0, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SshSettings.Pool(1, 1, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SshSettings(second, second, Duration.ZERO, BACKOFF, POOL, false, 1 << 20));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SshSettings.defaults().withRekeyBytes((1L << 30) + 1));
  }
}
