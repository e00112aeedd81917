package io.stampede.container;

import java.util.Optional;
import java.util.regex.Pattern;

/// A port of the host that leads to one of the container: `8080:80`, `53:53/udp`,
/// `127.0.0.1:8080:80`; `80` alone takes any free port of the host.
public record PublishedPort(String value) {
  private static final String PORT = "([1-9][0-9]{0,4})";
  private static final Pattern VALID =
      Pattern.compile(
          "((([0-9]{1,3}(?:\\.[0-9]{1,3}){3}):)?" + PORT + ":)?" + PORT + "(/(tcp|udp))?");
  private static final int LAST = 65535;

  public PublishedPort {
    var match = VALID.matcher(value);
    boolean valid =
        match.matches()
            && Integer.parseInt(match.group(5)) <= LAST
            && (match.group(4) == null || Integer.parseInt(match.group(4)) <= LAST);
    if (!valid) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no port; it looks like 8080:80 or 53:53/udp".formatted(value));
    }
  }

  /// Of the host, as `8080/tcp`; empty when any will do.
  Optional<String> ofHost() {
    var match = VALID.matcher(value);
    if (!match.matches() || match.group(4) == null) return Optional.empty();
    return Optional.of(match.group(4) + "/" + protocol());
  }

  private String protocol() {
    return value.endsWith("/udp") ? "udp" : "tcp";
  }

  @Override
  public String toString() {
    return value;
  }
}
