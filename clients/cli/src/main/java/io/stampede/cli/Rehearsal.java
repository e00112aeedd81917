package io.stampede.cli;

import io.stampede.cli.api.Exit;
import io.stampede.cli.json.Json;
import io.stampede.cli.show.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Runs the usual commands once against a server of its own, with nothing kept and nothing printed:
/// what the JVM then writes as its cache (`-XX:AOTCacheOutput`) holds the classes that real runs
/// need, not only those of `--help`.
final class Rehearsal {
  private static final String KIND =
      """
      {"data":[{"name":"thing","plural":"things","label":"Thing","labels":"Things","help":"It.",
      "fields":[{"name":"name","type":"string","label":"Name","create":true,"column":true},
      {"name":"size","type":"integer","label":"Size","unit":"MiB","default":1,"create":true},
      {"name":"env","type":"map","label":"Env","create":true,"update":true}],
      "actions":[{"name":"stop","label":"Stop","help":"Stops it.","input":[]}]}]}
      """;

  private static final String THING =
      """
      {"data":[{"id":"t","name":"t","state":"running","transitioning":"no"}],
      "id":"t","name":"t","state":"running","transitioning":"no"}
      """;

  private Rehearsal() {}

  /// @return how each command ended
  static List<Exit> run() {
    try (var socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
      var server = new Thread(() -> serve(socket), "rehearsal");
      server.setDaemon(true);
      server.start();
      var home = Files.createTempDirectory("stampede-rehearsal");
      try {
        return play(home, "http://127.0.0.1:" + socket.getLocalPort());
      } finally {
        remove(home);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Exit> play(Path home, String url) {
    var env = Map.of("HOME", home.toString(), "STAMPEDE_URL", url, "STAMPEDE_TOKEN", "none");
    var sink = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var terminal = new Terminal(InputStream.nullInputStream(), sink, sink, true, false, 80, env);
    var ends = new ArrayList<Exit>();
    for (var line :
        List.of(
            "--help",
            "thing list",
            "thing list -o json",
            "thing create t --size 1GiB --env a=b --wait",
            "thing stop t",
            "thing delete t",
            "thing get t -o yaml",
            "thing create --help",
            "tasks",
            "--help",
            "nothing")) {
      ends.add(new Main(terminal, InstantSource.system()).run(List.of(line.split(" ", -1))));
    }
    return ends;
  }

  private static void serve(ServerSocket socket) {
    try {
      while (true) {
        var link = socket.accept();
        var thread = new Thread(() -> answer(link), "rehearsal");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      // The end of the rehearsal closes the socket.
    }
  }

  /// One request on each connection is enough of HTTP here.
  private static void answer(Socket link) {
    try (link) {
      var buffer = new byte[1 << 14];
      int length = Math.max(0, link.getInputStream().read(buffer));
      var request = new String(buffer, 0, length, StandardCharsets.UTF_8);
      var body = request.startsWith("GET /v1/schemas ") ? KIND : THING;
      var json = Json.compact(Json.parse(body));
      var head =
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
              + "Content-Length: %d\r\n\r\n".formatted(json.length());
      link.getOutputStream().write((head + json).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Then a class less is in the cache.
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
