package io.stampede.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void values_of_every_type_are_read() {
    var text =
        " {\"a\":[1,-2.50,1e3,true,false,null],\"b\":{\"c\":\"\\u00e9\\n\\\"\"},\"d\":null} ";
    assertThat(Json.parse(text))
        .isEqualTo(
            Map.of(
                "a",
                List.of(1L, new BigDecimal("-2.50"), new BigDecimal("1e3"), true, false, Json.NULL),
                "b",
                Map.of("c", "é\n\"")));
    assertThat(Json.parse("123456789012345678901"))
        .isEqualTo(new BigDecimal("123456789012345678901"));
    assertThat(Json.parse("\"\\ud83d\\ude00\"")).isEqualTo("😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "[1,]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "+1",
        "tru",
        "nul",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "1 2",
        "[1 2]",
        "'a'",
        "\"\\"
      })
  void what_is_not_json_is_refused(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonSyntax.class);
  }

  @Test
  void endless_nesting_is_refused() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(JsonSyntax.class);
  }

  @Test
  void what_was_written_reads_the_same() {
    var value = Map.of("a", List.of(1L, "x\"\\\n\u0001\u2028😀", Map.of(), List.of()), "b", true);
    assertThat(Json.parse(Json.compact(value))).isEqualTo(value);
    assertThat(Json.parse(Json.pretty(value))).isEqualTo(value);
    assertThat(Json.quoted("\ud83d")).isEqualTo("\"\\ud83d\"");
  }

  @Test
  void pretty_is_two_spaces_a_level() {
    assertThat(Json.pretty(Map.of("a", List.of(1L, 2L))))
        .isEqualTo("{\n  \"a\": [\n    1,\n    2\n  ]\n}");
  }
}
