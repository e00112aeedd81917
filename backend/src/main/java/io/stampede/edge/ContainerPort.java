package io.stampede.edge;

import io.stampede.plane.Transport;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A port of the host that a container is made with, in Docker's words: `8080:80`, `53:53/udp`,
/// `192.0.2.7:8080:80`, `8000-8010:8000-8010`.
public record ContainerPort(String value) {
  private static final Pattern VALID =
      Pattern.compile("(?:([0-9.]{7,15}):)?([0-9-]{1,11}):([0-9-]{1,11})(?:/(tcp|udp))?");

  private record Parts(
      Optional<IpAddress> address, PortRange ofHost, PortRange own, Transport protocol) {}

  public ContainerPort {
    var unused = parts(value);
  }

  private static Parts parts(String value) {
    var match = VALID.matcher(value);
    if (!match.matches()) throw wrong(value, "is no port; it looks like 8080:80 or 53:53/udp");
    var parts = parts(value, match);
    if (parts.ofHost().size() != parts.own().size()) {
      throw wrong(value, "has more ports on one side");
    }
    return parts;
  }

  private static Parts parts(String value, Matcher match) {
    try {
      return new Parts(
          Optional.ofNullable(match.group(1)).map(IpAddress::new),
          new PortRange(match.group(2)),
          new PortRange(match.group(3)),
          "udp".equals(match.group(4)) ? Transport.UDP : Transport.TCP);
    } catch (IllegalArgumentException e) {
      throw wrong(value, String.valueOf(e.getMessage()));
    }
  }

  private static IllegalArgumentException wrong(String value, String why) {
    return new IllegalArgumentException("holds “%s”, which %s".formatted(value, why));
  }

  /// The published port that it becomes.
  public PortSpec of(String containerId, String containerName, String hostId) {
    var parts = parts(value);
    return new PortSpec(
        Optional.of(PortSpec.called(containerName, parts.ofHost(), parts.protocol())),
        containerId,
        parts.ofHost(),
        Optional.of(parts.own()),
        parts.protocol(),
        Optional.of(hostId),
        parts.address(),
        Optional.empty(),
        Connections.KEEP,
        Optional.empty());
  }

  /// Those of the host, as `8080/tcp`.
  List<String> taken() {
    return of("", "", "").taken();
  }

  @Override
  public String toString() {
    return value;
  }
}
