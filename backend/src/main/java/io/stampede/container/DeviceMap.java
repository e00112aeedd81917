package io.stampede.container;

import java.util.regex.Pattern;

/// A device of the host that a container may use, as `docker run --device` writes it: `/dev/fuse`,
/// `/dev/sdc:/dev/xvdc`, `/dev/sdc:/dev/xvdc:rw`.
public record DeviceMap(String value) {
  private static final String PATH = "(/[^/:,\\p{Cntrl}]+(?:/[^/:,\\p{Cntrl}]+)*)";
  private static final Pattern VALID = Pattern.compile(PATH + "(?::" + PATH + ")?(?::(r?w?m?))?");

  public DeviceMap {
    var match = VALID.matcher(value);
    boolean valid = match.matches() && !"".equals(match.group(3));
    if (!valid || (value + ":").matches(".*/\\.{1,2}[/:].*")) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no device; it looks like /dev/fuse or /dev/sdc:/dev/xvdc:rw"
              .formatted(value));
    }
  }

  String ofHost() {
    return part(1, "");
  }

  String within() {
    return part(2, ofHost());
  }

  /// Of `r`, `w` and `m` (mknod).
  String rights() {
    return part(3, "rwm");
  }

  private String part(int group, String usual) {
    var match = VALID.matcher(value);
    return match.matches() && match.group(group) != null ? match.group(group) : usual;
  }

  @Override
  public String toString() {
    return value;
  }
}
