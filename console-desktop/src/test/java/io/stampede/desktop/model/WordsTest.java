package io.stampede.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void sizes_are_in_the_largest_binary_unit() {
    assertThat(Words.size(512, "MiB")).isEqualTo("512 MiB");
    assertThat(Words.size(1536, "MiB")).isEqualTo("1.5 GiB");
    assertThat(Words.size(396_361_728, "bytes")).isEqualTo("378 MiB");
    assertThat(Words.size(0, "GiB")).isEqualTo("0 GiB");
  }

  @Test
  void times_are_relative() {
    assertThat(Words.ago(NOW.minusSeconds(2), NOW)).isEqualTo("just now");
    assertThat(Words.ago(NOW.minusSeconds(59), NOW)).isEqualTo("59 s ago");
    assertThat(Words.ago(NOW.minusSeconds(200), NOW)).isEqualTo("3 min ago");
    assertThat(Words.ago(NOW.minusSeconds(90_000), NOW)).isEqualTo("25 h ago");
    assertThat(Words.ago(NOW.minusSeconds(900_000), NOW)).isEqualTo("10 days ago");
  }

  @Test
  void the_palette_puts_what_starts_with_the_words_first_and_hides_the_rest() {
    var entries =
        List.of(
            new Palette.Entry("Stop web1", "Virtual machine", "stop", () -> {}),
            new Palette.Entry("web1", "Virtual machine", "virtualMachine", () -> {}),
            new Palette.Entry("Hosts", "Go to", "host", () -> {}));
    assertThat(Palette.match(entries, "web"))
        .extracting(Palette.Entry::label)
        .containsExactly("web1", "Stop web1");
    assertThat(Palette.match(entries, "st web")).hasSize(1);
    assertThat(Palette.match(entries, "zzz")).isEmpty();
    assertThat(Palette.match(entries, "")).hasSize(3);
  }

  @Test
  void a_log_steers_no_terminal() {
    assertThat(LogModel.clean("\u001b[31mred\u001b[0m\u0007 and\tplain\r\n"))
        .isEqualTo("red and\tplain\n");
  }

  @Test
  void json_escapes_what_would_end_it() {
    assertThat(CopyAs.json(Map.of("a", "\"\\\n\u0001")))
        .isEqualTo("{\"a\": \"\\\"\\\\\\n\\u0001\"}");
  }
}
