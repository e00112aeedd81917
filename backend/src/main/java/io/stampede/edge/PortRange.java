package io.stampede.edge;

import java.util.regex.Pattern;

/// One port, as `8080`, or several that follow each other, as `8000-8010`.
public record PortRange(String value) {
  private static final Pattern VALID = Pattern.compile("([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?");
  private static final int LAST = 65_535;

  /// Each is an element of a map on the host.
  private static final int MOST = 1000;

  public PortRange {
    var match = VALID.matcher(value);
    if (!match.matches()) {
      throw new IllegalArgumentException("is no port; it looks like 8080 or 8000-8010");
    }
    int first = Integer.parseInt(match.group(1));
    int last = match.group(2) == null ? first : Integer.parseInt(match.group(2));
    if (last > LAST) throw new IllegalArgumentException("is above the last port, " + LAST);
    if (last < first) throw new IllegalArgumentException("ends before it begins");
    if (last - first >= MOST) {
      throw new IllegalArgumentException("holds more than %d ports".formatted(MOST));
    }
  }

  public int first() {
    int dash = value.indexOf('-');
    return Integer.parseInt(dash < 0 ? value : value.substring(0, dash));
  }

  public int last() {
    return Integer.parseInt(value.substring(value.indexOf('-') + 1));
  }

  int size() {
    return last() - first() + 1;
  }

  @Override
  public String toString() {
    return value;
  }
}
