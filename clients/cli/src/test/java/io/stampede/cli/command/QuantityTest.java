package io.stampede.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stampede.cli.api.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "512,512",
    "512MiB,512",
    "2GiB,2048",
    "2g,2048",
    "2048KiB,2",
    "1TiB,1048576",
    "-1,-1"
  })
  void amounts_become_the_unit_of_the_field(String text, long mebibytes) {
    assertThat(Quantity.parse("--memory", text, "MiB")).isEqualTo(mebibytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "1.5", "5 apples", "1KiB", "99999999999999999999", "999999999999999TiB"})
  void what_is_no_whole_amount_is_refused(String text) {
    assertThatThrownBy(() -> Quantity.parse("--memory", text, "MiB")).isInstanceOf(Failure.class);
  }

  @Test
  void a_unit_for_a_field_without_one_is_refused() {
    assertThatThrownBy(() -> Quantity.parse("--port", "1GiB", "")).isInstanceOf(Failure.class);
  }
}
