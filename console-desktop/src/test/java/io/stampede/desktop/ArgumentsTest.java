package io.stampede.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final Path HOME = Path.of("/home/me");

  @Test
  void data_lies_in_the_home_folder_unless_told_otherwise() {
    assertThat(Arguments.of(List.of(), HOME))
        .isEqualTo(new Arguments(HOME.resolve(".local/share/stampede"), false));
    assertThat(Arguments.of(List.of("--demo", "--data", "/srv/x"), HOME))
        .isEqualTo(new Arguments(Path.of("/srv/x"), true));
  }

  @Test
  void unknown_options_are_named() {
    assertThatThrownBy(() -> Arguments.of(List.of("--dmeo"), HOME))
        .hasMessage("there is no option --dmeo");
    assertThatThrownBy(() -> Arguments.of(List.of("--data"), HOME))
        .hasMessage("--data needs a folder");
  }
}
