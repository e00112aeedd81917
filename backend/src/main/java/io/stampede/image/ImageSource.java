package io.stampede.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The disk that an image is made of: `vm:web1` or `volume:data`, by name or id.
public record ImageSource(String value) {
  private static final Pattern VALID =
      Pattern.compile("(vm|volume):([A-Za-z0-9][A-Za-z0-9._-]{0,62})");

  public ImageSource {
    matched(value);
  }

  public static ImageSource machine(String nameOrId) {
    return new ImageSource("vm:" + nameOrId);
  }

  private static Matcher matched(String value) {
    var match = VALID.matcher(value);
    if (match.matches()) return match;
    throw new IllegalArgumentException(
        "holds “%s”; a disk is given as vm:NAME or volume:NAME".formatted(value));
  }

  /// Whether it is a machine's; else it is a volume.
  public boolean isMachine() {
    return "vm".equals(matched(value).group(1));
  }

  /// The name or the id.
  public String of() {
    return matched(value).group(2);
  }

  @Override
  public String toString() {
    return value;
  }
}
