package io.stampede.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void a_narrow_screen_cuts_the_widest_column() {
    var table = Table.of("name", "image");
    table.add(List.of("web1", "registry/with/a/long/path:1.36"));
    assertThat(table.text(20, UnaryOperator.identity()))
        .isEqualTo("NAME  IMAGE\nweb1  registry/with…\n");
  }

  @Test
  void colours_do_not_move_columns() {
    var table = Table.of("name", "state");
    table.add(List.of("running", "x"));
    assertThat(table.text(80, cell -> "<" + cell + ">"))
        .isEqualTo("NAME     STATE\n<running>  <x>\n");
  }
}
