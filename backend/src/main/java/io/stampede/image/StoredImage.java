package io.stampede.image;

import java.nio.file.Path;

/// An image that is whole and checked, as the console keeps it.
///
/// @param virtualSize of the disk that a guest sees, in bytes
/// @param sha256 of the file as it is kept
public record StoredImage(
    Path file, ImageFormat format, long sizeBytes, long virtualSize, String sha256) {
  private static final long MIB = 1 << 20;

  /// Rounded up.
  public long virtualSizeMib() {
    return (virtualSize + MIB - 1) / MIB;
  }
}
