package io.stampede.network;

import io.stampede.plane.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Ports that a link has: `5432`, `53/udp`, `8000-8003`; `80:8080` where the target has another one
/// than the link.
public record LinkPort(String value) {
  private static final String PORT = "([1-9][0-9]{0,4})";
  private static final Pattern VALID =
      Pattern.compile(PORT + "(?:-" + PORT + "|:" + PORT + ")?(?:/(tcp|udp))?");
  private static final int LAST = 65_535;

  /// So that a link is no more than a few screens of elements.
  private static final int WIDEST = 1000;

  /// One port of a link, and the one of the target that it leads to.
  public record One(Transport transport, int port, int theirs) {
    /// As Docker writes it.
    public String words() {
      return port + "/" + transport.word();
    }
  }

  public LinkPort {
    if (parse(value).isEmpty()) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no port; it looks like 5432, 53/udp, 8000-8003 or 80:8080"
              .formatted(value));
    }
  }

  private static Optional<List<One>> parse(String text) {
    var match = VALID.matcher(text);
    if (!match.matches()) return Optional.empty();
    var transport =
        Optional.ofNullable(match.group(4))
            .map(word -> Transport.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Transport.TCP);
    int first = Integer.parseInt(match.group(1));
    int last = Optional.ofNullable(match.group(2)).map(Integer::parseInt).orElse(first);
    int theirs = Optional.ofNullable(match.group(3)).map(Integer::parseInt).orElse(first);
    if (last < first || last > LAST || theirs > LAST || last - first >= WIDEST) {
      return Optional.empty();
    }
    return Optional.of(
        IntStream.rangeClosed(first, last)
            .mapToObj(port -> new One(transport, port, theirs + port - first))
            .toList());
  }

  /// All that it stands for.
  public List<One> each() {
    return parse(value).orElseThrow();
  }

  @Override
  public String toString() {
    return value;
  }
}
