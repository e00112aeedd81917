package io.stampede.cli.show;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The terminal that a person sits at, through `stty`, which every system has.
public final class Tty implements AutoCloseable {
  private static final File DEVICE = new File("/dev/tty");

  private final String before;
  private final Thread hook = new Thread(this::restore, "tty");

  /// How large it is, in characters.
  public record Size(int columns, int rows) {}

  private Tty(String before) {
    this.before = before;
  }

  /// From now on every key goes through as it is, Ctrl-C too, and nothing is shown by itself; until
  /// closed. Empty where there is no terminal.
  public static Optional<Tty> raw() {
    var before = stty("-g");
    if (before.isEmpty()) return Optional.empty();
    var tty = new Tty(before.get());
    Runtime.getRuntime().addShutdownHook(tty.hook);
    stty("raw", "-echo");
    return Optional.of(tty);
  }

  /// Empty where there is no terminal.
  public static Optional<Size> size() {
    var words = stty("size").orElse("").split(" ", -1);
    if (words.length != 2 || !(words[0] + words[1]).matches("[0-9]{2,8}")) return Optional.empty();
    int rows = Integer.parseInt(words[0]);
    int columns = Integer.parseInt(words[1]);
    return rows > 0 && columns > 0 ? Optional.of(new Size(columns, rows)) : Optional.empty();
  }

  @Override
  public void close() {
    restore();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void restore() {
    stty(before);
  }

  private static Optional<String> stty(String... arguments) {
    var argv = new ArrayList<>(List.of("stty"));
    argv.addAll(List.of(arguments));
    try {
      var stty =
          new ProcessBuilder(argv)
              .redirectInput(DEVICE)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return stty.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
