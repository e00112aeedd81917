package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The command line, against a console.
record Cli(Console console) {
  Tool run(String... arguments) {
    return Tool.run(environment(), argv(arguments));
  }

  /// As [#run], and it must end well.
  Tool ok(String... arguments) {
    var ran = run(arguments);
    assertThat(ran.status()).as(String.join(" ", arguments) + "\n" + ran.out()).isZero();
    return ran;
  }

  /// At a terminal of its own.
  ///
  /// @param script questions and their answers, in turn
  Tool person(List<String> script, String... arguments) {
    var all = new ArrayList<>(List.of("python3", program().toString()));
    all.addAll(script);
    all.add("--");
    all.addAll(argv(arguments));
    return Tool.run(environment(), all);
  }

  private static Path program() {
    try (var in = Cli.class.getResourceAsStream("person.py")) {
      var file = Files.createTempFile("person", ".py");
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> argv(String... arguments) {
    var target = Console.root().resolve("clients/cli/target");
    var argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                target + "/cli.jar:" + target + "/lib/*",
                "io.stampede.cli.Main"));
    argv.addAll(List.of(arguments));
    return argv;
  }

  Map<String, String> environment() {
    return Map.of(
        "STAMPEDE_URL", console.url(),
        "STAMPEDE_TOKEN", console.token(),
        "TERM", "xterm",
        "XDG_CACHE_HOME", Console.root().resolve("e2e/target/cache").toString(),
        "PYTHONPATH", Console.root().resolve("clients/python").toString());
  }
}
