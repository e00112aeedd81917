package io.stampede.container;

import java.util.regex.Pattern;

/// A volume's name or a folder of the host, and where the container sees it: `data:/var/lib/data`,
/// `/srv/www:/www:ro`, `/srv:/srv:rw,rshared`. A folder of the container alone gets an anonymous
/// volume.
public record Mount(String value) {
  private static final String OPTION = "(?:ro|rw|z|Z|nocopy|r?shared|r?slave|r?private)";
  private static final String PATH = "(?:/[^/:\\p{Cntrl}]+)+";
  private static final Pattern VALID =
      Pattern.compile(
          "(?:([A-Za-z0-9][A-Za-z0-9_.-]{0,127}|/|"
              + PATH
              + "):)?("
              + PATH
              + ")(:"
              + OPTION
              + "(?:,"
              + OPTION
              + ")*)?");

  public Mount {
    var match = VALID.matcher(value);
    boolean valid = match.matches() && (match.group(1) != null || match.group(3) == null);
    if (!valid || (value + ":").matches(".*/\\.{1,2}[/:].*")) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no volume; it looks like data:/var/lib/data or /srv/www:/www:ro"
              .formatted(value));
    }
  }

  /// Whether Docker makes a volume for it that goes with the container.
  boolean isAnonymous() {
    var match = VALID.matcher(value);
    return match.matches() && match.group(1) == null;
  }

  /// Where the container sees it.
  String folder() {
    var match = VALID.matcher(value);
    return match.matches() ? match.group(2) : "";
  }

  @Override
  public String toString() {
    return value;
  }
}
