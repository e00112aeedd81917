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
}
