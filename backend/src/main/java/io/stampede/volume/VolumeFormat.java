package io.stampede.volume;

import java.util.Locale;

/// How a volume's bytes are laid out, as QEMU names it.
public enum VolumeFormat {
  /// Grows as it is written, and can have snapshots.
  QCOW2,
  /// The bytes of the disk, one after the other.
  RAW;

  /// QEMU's word, and the end of the file's name.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
