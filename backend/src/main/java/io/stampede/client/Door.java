package io.stampede.client;

/// What a kind has beside fields and actions: something to look at, to type into, or to put into.
/// The schema does not say; this is the one place that does.
public enum Door {
  LOG("container"),
  SCREEN("virtualMachine"),
  TERMINAL("host"),
  FIGURES("host"),
  /// Bytes that a person brings.
  CONTENT("image");

  private final String kind;

  Door(String kind) {
    this.kind = kind;
  }

  /// @param name of a kind, as `virtualMachine`
  public boolean isOf(String name) {
    return kind.equals(name);
  }
}
