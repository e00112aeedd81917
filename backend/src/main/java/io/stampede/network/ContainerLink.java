package io.stampede.network;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A link that a container is made with, in Docker's words: `TARGET` or `TARGET:ALIAS`; with
/// `TARGET:ALIAS:PORTS` also to a machine, which has no image that says its ports, as
/// `vm1:db:5432,53/udp`.
public record ContainerLink(String value) {
  private static final String NAME = "([a-zA-Z0-9][a-zA-Z0-9_.-]{0,62})";
  private static final Pattern VALID =
      Pattern.compile(NAME + "(?::" + NAME + "(?::([0-9a-z,/:-]{1,200}))?)?");

  public ContainerLink {
    var match = VALID.matcher(value);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no link; it looks like db1, db1:db or vm1:db:5432"
              .formatted(value));
    }
    var unused = ports(value);
  }

  public String target() {
    return part(0);
  }

  public String alias() {
    return value.contains(":") ? part(1) : part(0);
  }

  public List<LinkPort> ports() {
    return ports(value);
  }

  private String part(int index) {
    return value.split(":", -1)[index];
  }

  private static List<LinkPort> ports(String text) {
    var parts = text.split(":", 3);
    return parts.length < 3
        ? List.of()
        : Arrays.stream(parts[2].split(",", -1)).map(LinkPort::new).toList();
  }

  @Override
  public String toString() {
    return value;
  }
}
