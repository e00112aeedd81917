package io.stampede.image;

import java.util.Locale;

/// How a disk image is laid out.
public enum ImageFormat {
  QCOW2("qcow2"),
  RAW("raw"),
  VMDK("vmdk"),
  VHD("vpc"),
  VHDX("vhdx"),
  /// A disc with a file system of its own, as installers come on.
  ISO("raw");

  private final String qemu;

  ImageFormat(String qemu) {
    this.qemu = qemu;
  }

  /// The end of the file's name.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// QEMU's word.
  String qemu() {
    return qemu;
  }

  /// What hosts have of it: what cannot be the base of a machine's disk is converted there.
  public ImageFormat onHost() {
    return switch (this) {
      case QCOW2, RAW, ISO -> this;
      case VMDK, VHD, VHDX -> QCOW2;
    };
  }

  boolean isConverted() {
    return onHost() != this;
  }
}
