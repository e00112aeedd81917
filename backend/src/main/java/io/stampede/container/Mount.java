package io.stampede.container;

import java.util.regex.Pattern;

/// A volume's name or a folder of the host, and where the container sees it: `data:/var/lib/data`,
/// `/srv/www:/www:ro`.
public record Mount(String value) {
  private static final Pattern VALID =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9_.-]{0,127}|(/[^/:\\p{Cntrl}]+)+):(/[^/:\\p{Cntrl}]+)+(:r[ow])?");

  public Mount {
    if (!VALID.matcher(value).matches() || (value + ":").matches(".*/\\.{1,2}[/:].*")) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no volume; it looks like data:/var/lib/data or /srv/www:/www:ro"
              .formatted(value));
    }
  }
}
