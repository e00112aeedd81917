package io.stampede.ssh;

import java.util.regex.Pattern;

/// What a terminal looks like to the programs in it (RFC 4254, section 6.2).
///
/// @param type as in `TERM`, for example `xterm-256color`
/// @param columns the width in characters, 1 to 1000
/// @param rows the height in lines, 1 to 1000
public record Pty(String type, int columns, int rows) {
  private static final int MOST = 1000;
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]{0,63}");

  public Pty {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("not a type of terminal: " + type);
    }
    if (columns < 1 || columns > MOST || rows < 1 || rows > MOST) {
      throw new IllegalArgumentException(
          "a terminal has 1 to %d columns and rows, not %d and %d".formatted(MOST, columns, rows));
    }
  }

  /// What xterm.js and most others understand.
  public static Pty xterm(int columns, int rows) {
    return new Pty("xterm-256color", columns, rows);
  }
}
