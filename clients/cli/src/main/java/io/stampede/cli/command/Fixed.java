package io.stampede.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The commands that every server has; they are answered whatever its kinds are. Known here by name
/// only, so that `--help` loads none of them.
public enum Fixed {
  WAIT("wait", "KIND NAME… --state STATE", "Waits until resources are in a state."),
  EVENTS("events", "", "Prints changes as they happen."),
  TASKS("tasks", "", "Shows what was done lately."),
  KINDS("kinds", "[KIND]", "Lists the kinds, or the fields and actions of one."),
  LOGIN("login", "URL", "Keeps the address of a server and the token for it."),
  LOGOUT("logout", "", "Forgets both."),
  COMPLETION("completion", "bash|zsh", "Prints a script that completes command lines.");

  private final String word;
  private final String parameters;
  private final String summary;

  Fixed(String word, String parameters, String summary) {
    this.word = word;
    this.parameters = parameters;
    this.summary = summary;
  }

  public static Optional<Fixed> byWord(String word) {
    return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Fixed::word).toList();
  }

  public String word() {
    return word;
  }

  public String parameters() {
    return parameters;
  }

  public String summary() {
    return summary;
  }

  /// Whether it must know the server's kinds.
  boolean needsKinds() {
    return this == WAIT || this == KINDS;
  }
}
