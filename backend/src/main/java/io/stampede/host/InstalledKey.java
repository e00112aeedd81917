package io.stampede.host;

import io.stampede.ssh.Command;

/// A public key that the console put into a user's `authorized_keys`, and takes out again. Both run
/// as that user, may run twice, and touch no other line.
public final class InstalledKey {
  /// `$1` is the line without its comment, `$2` the comment. A file that does not end with a line's
  /// end gets one first.
  private static final String INSTALL =
      """
      set -e
      umask 077
      mkdir -p "$HOME/.ssh"
      f=$HOME/.ssh/authorized_keys
      touch "$f"
      grep -qF -- "$1" "$f" && exit 0
      [ ! -s "$f" ] || [ -z "$(tail -c 1 "$f")" ] || echo >> "$f"
      printf '%s %s\\n' "$1" "$2" >> "$f"
      if command -v restorecon >/dev/null 2>&1; then restorecon -R "$HOME/.ssh" || true; fi
      """;

  /// A file or folder that is empty then was made for the key.
  private static final String REMOVE =
      """
      f=$HOME/.ssh/authorized_keys
      grep -qF -- "$1" "$f" 2>/dev/null || exit 0
      umask 077
      grep -vF -- "$1" "$f" > "$f.stampede"
      cat "$f.stampede" > "$f" && rm -f "$f.stampede" || exit 1
      [ -s "$f" ] || rm -f "$f"
      rmdir "$HOME/.ssh" 2>/dev/null
      exit 0
      """;

  private InstalledKey() {}

  /// @param line type and base64
  /// @param comment says for whom it is, as `stampede`
  public static Command install(String line, String comment) {
    return Command.script(INSTALL, line, comment);
  }

  public static Command remove(String line) {
    return Command.script(REMOVE, line);
  }
}
