package io.stampede.cli;

import io.stampede.cli.api.Exit;
import io.stampede.cli.show.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The client in this JVM, with a home, an environment and a terminal of its own.
final class RunningCli {
  private final Map<String, String> env = new HashMap<>();
  private InstantSource clock = InstantSource.system();
  private String input = "";
  private boolean person;
  private int width = 200;

  /// How a run ended.
  record Result(Exit exit, String out, String err) {}

  RunningCli(Path home, FakeServer server) {
    env.put("HOME", home.toString());
    env.put("STAMPEDE_URL", server.url().toString());
    env.put("STAMPEDE_TOKEN", FakeServer.TOKEN);
  }

  RunningCli with(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  /// Something is piped in.
  RunningCli reading(String text) {
    input = text;
    return this;
  }

  /// A person sits there and types this.
  RunningCli typing(String text) {
    person = true;
    input = text;
    return this;
  }

  RunningCli at(InstantSource time) {
    clock = time;
    return this;
  }

  RunningCli wide(int columns) {
    width = columns;
    return this;
  }

  Result run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            person,
            width,
            env);
    var exit = new Main(terminal, clock).run(List.of(arguments));
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
