package io.stampede.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.cli.api.Exit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RehearsalTest {
  @Test
  @Timeout(value = 20, unit = SECONDS)
  void every_command_of_the_rehearsal_comes_to_its_end_at_once() {
    assertThat(Rehearsal.run())
        .extracting(Exit::code)
        .isEqualTo(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2));
  }
}
