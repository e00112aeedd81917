package io.stampede.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFolderTest {
  @TempDir Path parent;

  private Path left(String name) throws Exception {
    var folder = Files.createDirectory(parent.resolve(name));
    Files.createFile(folder.resolve(SocketFolder.LOCK));
    Files.createFile(folder.resolve("s1"));
    return folder;
  }

  @Test
  void what_a_killed_process_left_is_removed() throws Exception {
    var killed = left(SocketFolder.PREFIX + "1");
    var foreign = left("other-1");
    SocketFolder.sweep(parent, Instant.now());
    assertThat(killed).as("may not have its lock yet").exists();
    SocketFolder.sweep(parent, Instant.now().plus(Duration.ofMinutes(2)));
    assertThat(killed).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void what_is_in_use_stays_and_is_gone_when_closed() throws Exception {
    try (var folder = new SocketFolder()) {
      var inUse = folder.next().resolveSibling("");
      SocketFolder.sweep(inUse.resolveSibling(""), Instant.now().plus(Duration.ofMinutes(2)));
      assertThat(inUse).exists();
      folder.close();
      assertThat(inUse).doesNotExist();
    }
  }
}
