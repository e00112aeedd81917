package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  private static final String NASTY = "'\"\\`$(){}[]<>|&;!#*?~=%^ \t\n\r-/abcÄ€😀\u0001\u007f";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "'",
        "''",
        "'; rm -rf / #",
        "$(id)",
        "`id`",
        "${HOME}",
        "a\nb",
        "\\",
        "\\'",
        "-n",
        "--",
        "*",
        "~",
        "!!",
        "a=b",
        "\u00e4\u20ac\ud83d\ude00",
        "{a,b}",
        "<(id)",
        "#no comment",
        "\r\n\t\u0001\u007f"
      })
  void a_hostile_argument_comes_back_byte_for_byte(String argument) throws Exception {
    assertThat(throughShell(List.of(argument))).containsExactly(argument);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void any_arguments_come_back_byte_for_byte(long seed) throws Exception {
    var random = new Random(seed);
    var codePoints = NASTY.codePoints().toArray();
    var arguments = new ArrayList<String>();
    for (int i = 0; i < 200; i++) {
      var argument = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        argument.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
      }
      arguments.add(argument.toString());
    }
    assertThat(throughShell(arguments)).isEqualTo(arguments);
  }

  /// What a POSIX shell passes on: printf ends each with NUL, which no argument can hold.
  private static List<String> throughShell(List<String> arguments) throws Exception {
    var argv = new ArrayList<>(List.of("printf", "%s\\0"));
    argv.addAll(arguments);
    var shell = new ProcessBuilder("sh").start();
    Thread.startVirtualThread(() -> {
      try (var in = shell.getOutputStream()) {
        in.write(new Command(argv).quoted().getBytes(UTF_8));
      } catch (java.io.IOException e) {
        shell.destroy();
      }
    });
    var out = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).isZero();
    return List.of(out.substring(0, out.length() - 1).split("\0", -1));
  }

  @Test
  void plain_words_stay_readable() {
    assertThat(Command.of("virsh", "start", "st-web1", "a b").quoted())
        .isEqualTo("virsh start st-web1 'a b'");
  }

  @Test
  void a_program_whose_name_looks_like_an_assignment_is_a_program() throws Exception {
    assertThat(Command.of("A=1").quoted()).isEqualTo("'A=1'");
  }

  @Test
  void a_script_gets_its_parameters_unread() throws Exception {
    var command = Command.script("printf '%s\\0' \"$2\" \"$1\"", "; id", "$(id)");
    var shell = new ProcessBuilder("sh", "-c", command.quoted()).start();
    assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).isEqualTo("$(id)\0; id\0");
  }

  @Test
  void what_no_process_can_be_given_is_no_command() {
    assertThatThrownBy(() -> new Command(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Command.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Command.of("a", "b\0c")).isInstanceOf(IllegalArgumentException.class);
  }
}
