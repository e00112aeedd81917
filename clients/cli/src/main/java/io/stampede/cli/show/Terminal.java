package io.stampede.cli.show;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a run reads from and prints to.
///
/// @param screen whether `out` is shown to a person: only then colours, and tables cut to `width`
/// @param asks whether a person can be asked: input and error output are a terminal
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean screen,
    boolean asks,
    int width,
    Map<String, String> env) {
  public static final int USUAL_WIDTH = 80;

  /// That of this process.
  public static Terminal ofProcess() {
    var env = System.getenv();
    boolean screen = isTerminal(1);
    return new Terminal(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        screen,
        isTerminal(0) && isTerminal(2),
        screen ? width(env) : Integer.MAX_VALUE,
        env);
  }

  private static PrintStream stream(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  /// Java only knows whether both input and output are a terminal; the kernel knows each.
  private static boolean isTerminal(int descriptor) {
    try {
      var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      var console = System.console();
      return console != null && console.isTerminal();
    }
  }

  private static int width(Map<String, String> env) {
    var told = env.getOrDefault("COLUMNS", "");
    if (told.matches("[1-9][0-9]{0,4}")) return Integer.parseInt(told);
    try {
      var stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      var answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      var words = answer.strip().split(" ", -1);
      int columns = words.length == 2 ? Integer.parseInt(words[1]) : 0;
      return columns > 0 ? columns : USUAL_WIDTH;
    } catch (IOException | NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }

  /// An environment variable; empty when it is not set.
  public String env(String name) {
    return env.getOrDefault(name, "");
  }

  public boolean colours() {
    return screen && env("NO_COLOR").isEmpty() && !env("TERM").equals("dumb");
  }

  /// A line of what is typed or piped in; empty at the end of input.
  public Optional<String> readLine() {
    try {
      var line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      return Optional.ofNullable(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks on the error output, so that the output stays clean; anything but yes is no.
  public boolean agrees(String question) {
    err.print(question + " [y/N] ");
    err.flush();
    var answer = readLine().orElse("").strip();
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  /// A configuration or cache folder by the XDG base directory specification.
  public Path folder(String variable, String underHome) {
    var told = env(variable);
    var root = told.startsWith("/") ? Path.of(told) : Path.of(home(), underHome);
    return root.resolve("stampede");
  }

  private String home() {
    return env("HOME").isEmpty() ? System.getProperty("user.home") : env("HOME");
  }
}
