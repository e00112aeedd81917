package io.stampede.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabCommandTest {
  @TempDir Path folder;

  @Test
  void it_is_found_from_a_folder_further_down() throws IOException {
    var script = script("exit 0");
    var below = Files.createDirectories(folder.resolve("backend/target"));
    assertThat(LabCommand.find(below)).isEqualTo(new LabCommand(script));
  }

  @Test
  void where_there_is_none_it_says_where_it_looked() {
    assertThatExceptionOfType(LabFailure.class)
        .isThrownBy(() -> LabCommand.find(folder))
        .withMessageContaining(folder.toString());
  }

  @Test
  void both_outputs_and_the_status_come_back() throws IOException {
    var lab = new LabCommand(script("echo \"$1-$2\"; echo oh >&2; exit 3"));
    assertThat(lab.run("a", "b c")).isEqualTo(new Ran(3, "a-b c", "oh"));
  }

  @Test
  void what_must_succeed_and_does_not_says_why() throws IOException {
    var lab = new LabCommand(script("echo 'h1 is off' >&2; exit 1"));
    assertThatExceptionOfType(LabFailure.class)
        .isThrownBy(() -> lab.must("halt", "h1"))
        .withMessage("lab halt h1: h1 is off");
  }

  private Path script(String body) throws IOException {
    var script = folder.resolve("installer/lab/lab");
    Files.createDirectories(folder.resolve("installer/lab"));
    Files.writeString(script, "#!/bin/bash\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }
}
