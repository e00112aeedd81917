package io.stampede.client;

import java.util.List;

/// What a kind has beside fields and actions: something to look at, to type into, or to put into.
/// The schema does not say; this is the one place that does.
public enum Door {
  LOG("container", "virtualMachine"),
  SCREEN("virtualMachine"),
  TERMINAL("host"),
  FIGURES("host", "virtualMachine"),
  /// As the host has it.
  XML("virtualMachine"),
  /// Bytes that a person brings.
  CONTENT("image", "volume", "virtualMachine");

  private final List<String> kinds;

  Door(String... kinds) {
    this.kinds = List.of(kinds);
  }

  /// Whether its bytes can be fetched, too.
  ///
  /// @param name of a kind
  public static boolean givesContent(String name) {
    return name.equals("volume") || name.equals("virtualMachine") || name.equals("snapshot");
  }

  /// @param name of a kind, as `virtualMachine`
  public boolean isOf(String name) {
    return kinds.contains(name);
  }
}
