package io.stampede.engine;

import java.util.regex.Pattern;

/// Which resource: its kind's name (`container`) and an id of its own (`ct-7k2m9q4t`), from which
/// the names on hosts derive.
public record ResourceId(String kind, String value) {
  private static final Pattern KIND = Pattern.compile("[a-z][A-Za-z]{0,39}");
  private static final Pattern VALUE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public ResourceId {
    if (!KIND.matcher(kind).matches()) throw new IllegalArgumentException("not a kind: " + kind);
    if (!VALUE.matcher(value).matches()) throw new IllegalArgumentException("not an id: " + value);
  }

  @Override
  public String toString() {
    return kind + "/" + value;
  }
}
