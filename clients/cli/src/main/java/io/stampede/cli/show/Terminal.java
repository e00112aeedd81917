package io.stampede.cli.show;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
    return Tty.size().map(Tty.Size::columns).orElse(USUAL_WIDTH);
  }

  /// An environment variable; empty when it is not set.
  public String env(String name) {
    return env.getOrDefault(name, "");
  }

  public boolean colours() {
    return screen && env("NO_COLOR").isEmpty() && !env("TERM").equals("dumb");
  }

  /// A line of what is typed or piped in; empty at the end of input. Takes no byte beyond it.
  public Optional<String> readLine() {
    var line = new ByteArrayOutputStream();
    try {
      int c = in.read();
      if (c < 0) return Optional.empty();
      for (; c >= 0 && c != '\n'; c = in.read()) line.write(c);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", ""));
  }

  /// A line that is not shown while it is typed.
  public String readSecret(String prompt) {
    err.print(prompt + ": ");
    err.flush();
    var console = in == System.in ? System.console() : null;
    if (console == null || !console.isTerminal()) return readLine().orElse("");
    var typed = console.readPassword();
    return typed == null ? "" : new String(typed);
  }

  /// Asks on the error output; the answer in small letters, without blanks around it. Empty at the
  /// end of input.
  public Optional<String> answer(String question) {
    err.print(question + " ");
    err.flush();
    return readLine().map(line -> line.strip().toLowerCase(Locale.ROOT));
  }

  /// Asks on the error output, so that the output stays clean; anything but yes is no.
  public boolean agrees(String question) {
    var answer = answer(question + " [y/N]").orElse("");
    return answer.equals("y") || answer.equals("yes");
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
