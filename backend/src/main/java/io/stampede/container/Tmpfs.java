package io.stampede.container;

import java.util.regex.Pattern;

/// A folder of a container that is kept in memory only, as `docker run --tmpfs` writes it: `/run`,
/// `/tmp:size=64m,mode=1777`.
public record Tmpfs(String value) {
  private static final Pattern VALID =
      Pattern.compile(
          "(?:/[^/:\\p{Cntrl}]+)+(?::[a-z]+(?:=[A-Za-z0-9%]+)?(?:,[a-z]+(?:=[A-Za-z0-9%]+)?)*)?");

  public Tmpfs {
    if (!VALID.matcher(value).matches() || (value + ":").matches(".*/\\.{1,2}[/:].*")) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no folder in memory; it looks like /run or /tmp:size=64m"
              .formatted(value));
    }
  }

  static Tmpfs of(String folder, String options) {
    return new Tmpfs(options.isEmpty() ? folder : folder + ":" + options);
  }

  String folder() {
    return value.split(":", 2)[0];
  }

  /// As `size=64m`; may be empty.
  String options() {
    var parts = value.split(":", 2);
    return parts.length < 2 ? "" : parts[1];
  }

  @Override
  public String toString() {
    return value;
  }
}
