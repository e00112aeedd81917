package io.stampede.ssh;

import java.util.List;
import java.util.stream.Collectors;

/// A program and its arguments. SSH knows only command text: [#quoted] is the one place where a
/// list becomes text, so that no argument can be read as syntax by the host's shell.
public record Command(List<String> argv) {
  /// The most bytes of output, standard and error each, that [Remote#exec] collects.
  public static final int MAX_OUTPUT = 16 * 1024 * 1024;

  public Command {
    argv = List.copyOf(argv);
    if (argv.isEmpty() || argv.getFirst().isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    if (argv.stream().anyMatch(arg -> arg.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("an argument cannot hold NUL");
    }
  }

  public static Command of(String... argv) {
    return new Command(List.of(argv));
  }

  /// A POSIX shell script with its positional parameters (`$1`…): the script is text of ours, never
  /// built from data.
  public static Command script(String script, String... parameters) {
    var argv = new java.util.ArrayList<>(List.of("sh", "-c", script, "sh"));
    argv.addAll(List.of(parameters));
    return new Command(argv);
  }

  /// The command as a POSIX shell reads it back into exactly these arguments.
  public String quoted() {
    return argv.stream().map(Command::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String arg) {
    boolean plain = !arg.isEmpty() && arg.chars().allMatch(Command::isPlain);
    return plain ? arg : "'" + arg.replace("'", "'\\''") + "'";
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_./:,+@%".indexOf(c) >= 0;
  }

  @Override
  public String toString() {
    return quoted();
  }
}
