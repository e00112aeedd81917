package io.stampede.container;

import java.util.regex.Pattern;

/// A line of a container's hosts file, as `docker run --add-host` writes it: `db:10.0.0.7`,
/// `db:2001:db8::7`, `host.docker.internal:host-gateway`.
public record ExtraHost(String value) {
  private static final Pattern VALID =
      Pattern.compile(
          "[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252}[A-Za-z0-9_])?"
              + ":(host-gateway|\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f.]{0,15}){2,7})");

  public ExtraHost {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no host; it looks like db:10.0.0.7 or name:host-gateway"
              .formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
