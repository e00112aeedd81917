package io.stampede.vm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A volume of a machine and how the machine has it: `data`, `data:scsi`, `data:ro`,
/// `data:scsi:ro`.
public record VolumeUse(String value) {
  private static final Pattern VALID =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,62})(:virtio|:scsi)?(:ro)?");

  public VolumeUse {
    matched(value);
  }

  private static Matcher matched(String value) {
    var match = VALID.matcher(value);
    if (match.matches()) return match;
    throw new IllegalArgumentException(
        "holds “%s”; a volume is given as data, data:scsi, data:ro or data:scsi:ro"
            .formatted(value));
  }

  /// The volume's name or id.
  public String volume() {
    return matched(value).group(1);
  }

  VmDisk.Bus bus() {
    return ":scsi".equals(matched(value).group(2)) ? VmDisk.Bus.SCSI : VmDisk.Bus.VIRTIO;
  }

  public boolean readOnly() {
    return matched(value).group(3) != null;
  }

  @Override
  public String toString() {
    return value;
  }
}
