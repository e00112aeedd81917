package io.stampede.host;

import io.stampede.ssh.Address;
import java.util.regex.Pattern;

/// What a person calls a host: letters, digits and inner hyphens, at most 63 characters, so that it
/// can be a DNS label too.
public record HostName(String value) {
  private static final Pattern VALID =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  public HostName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "is not a host name: use letters, digits and inner hyphens, 63 at most");
    }
  }

  /// A name for a host that got none: the first label of its DNS name, or its IP address written as
  /// a name, as `host-192-0-2-11`.
  public static HostName madeOf(Address address) {
    var text = address.value();
    boolean isName = !text.matches("[0-9.]+") && text.indexOf(':') < 0;
    var name = isName ? text.split("\\.", 2)[0] : "host-" + text.replaceAll("[^A-Za-z0-9]+", "-");
    return new HostName(name.replaceAll("^-+|-+$", ""));
  }

  @Override
  public String toString() {
    return value;
  }
}
