package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a host sees at the path of a socket, asked as a user without privileges.
class SocketDiagnosisTest {
  private static final int NOBODY = 65534;

  private final Path folder;

  SocketDiagnosisTest() throws Exception {
    folder = Files.createTempDirectory(Path.of("/tmp"), "ssh-test-");
    permit(folder, "rwxr-xr-x");
  }

  @AfterEach
  void close() throws Exception {
    TestFiles.deleteTree(folder);
  }

  private static void permit(Path path, String permissions) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /// Root may open everything, so that it asks as nobody.
  private static String seen(Path socket) throws Exception {
    var argv = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      argv.addAll(List.of("setpriv", "--reuid", NOBODY + "", "--clear-groups"));
    }
    argv.addAll(Command.script(SocketDiagnosis.LOOK, socket.toString()).argv());
    var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  @Test
  void a_socket_that_listens_is_seen_through_a_link_too() throws Exception {
    var socket = folder.resolve("socket");
    var link = Files.createSymbolicLink(folder.resolve("link"), socket);
    try (var echo = EchoAfterAll.unix(socket)) {
      permit(socket, "rw-rw-rw-");
      assertThat(seen(socket)).isEqualTo("listening");
      assertThat(seen(link)).isEqualTo("listening");
      assertThat(echo.failures()).isEmpty();
    }
    assertThat(seen(socket)).isEqualTo("dead");
  }

  @Test
  void a_socket_closed_to_the_user_is_told_with_its_group() throws Exception {
    var socket = folder.resolve("socket");
    try (var echo = EchoAfterAll.unix(socket)) {
      permit(socket, "r--r--r--");
      var group = Files.getAttribute(socket, "posix:group").toString();
      assertThat(seen(socket)).isEqualTo("denied " + group);
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void what_is_no_socket_or_not_there_is_told_apart() throws Exception {
    assertThat(seen(Files.createFile(folder.resolve("file")))).isEqualTo("other");
    assertThat(seen(folder.resolve("nothing"))).isEqualTo("absent");
  }
}
