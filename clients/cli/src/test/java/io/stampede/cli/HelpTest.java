package io.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.cli.api.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Help is compared with files in `src/test/resources/golden`; `-Dgolden=write` writes them anew,
/// to be looked at before they are committed.
class HelpTest {
  @TempDir Path home;

  private static void compare(String name, String text) throws IOException {
    var golden = Path.of("src/test/resources/golden", name);
    if ("write".equals(System.getProperty("golden"))) Files.writeString(golden, text);
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @Test
  void help_of_every_level_is_as_written_down() throws IOException {
    try (var server = new FakeServer()) {
      var cli = new RunningCli(home, server).wide(80);
      cli.run("kinds");
      compare("help.txt", cli.run("--help").out());
      compare("container.txt", cli.run("container", "--help").out());
      compare("container-create.txt", cli.run("container", "create", "--help").out());
      compare("container-list.txt", cli.run("container", "list", "--help").out());
      compare("host-create.txt", cli.run("host", "create", "--help").out());
      compare("host-add.txt", cli.run("host", "add", "--help").out());
      compare("wait.txt", cli.run("wait", "--help").out());
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void the_first_help_asks_no_server() throws IOException {
    try (var server = new FakeServer()) {
      var result = new RunningCli(home, server).run("--help");
      assertThat(result.exit()).isEqualTo(Exit.OK);
      assertThat(server.requests).isEmpty();
      compare("help-without-server.txt", result.out());
    }
  }
}
