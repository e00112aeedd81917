package io.stampede.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineDiffTest {
  @Test
  void lines_that_differ_stand_between_those_beside_them() {
    var before = "<domain>\n  <name>a</name>\n  <memory>1</memory>\n  <os/>\n</domain>\n";
    var after = "<domain>\n  <name>a</name>\n  <memory>2</memory>\n  <os/>\n</domain>\n";
    assertThat(LineDiff.of(before, after))
        .isEqualTo(
            "    <name>a</name>\n-   <memory>1</memory>\n+   <memory>2</memory>\n    <os/>\n");
  }

  @Test
  void what_is_the_same_has_no_difference() {
    assertThat(LineDiff.of("a\nb\n", "a\nb\n")).isEmpty();
    assertThat(LineDiff.of("", "a\n")).isEqualTo("+ a\n");
  }

  @Test
  void two_long_texts_are_told_as_a_whole_between_what_they_share() {
    var old = "head\n" + "a\n".repeat(3000) + "tail\n";
    var now = "head\n" + "b\n".repeat(3000) + "tail\n";
    assertThat(LineDiff.of(old, now).lines())
        .hasSize(6002)
        .startsWith("  head", "- a")
        .endsWith("+ b", "  tail");
    assertThat(LineDiff.of("x\n".repeat(3000), "x\n".repeat(1500) + "y\n" + "x\n".repeat(1500)))
        .isEqualTo("  x\n+ y\n  x\n");
  }
}
