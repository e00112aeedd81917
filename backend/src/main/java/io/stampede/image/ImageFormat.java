package io.stampede.image;

import java.util.Locale;

/// How a disk image is laid out, as QEMU names it.
public enum ImageFormat {
  QCOW2,
  RAW;

  /// QEMU's word, and the end of the file's name.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
