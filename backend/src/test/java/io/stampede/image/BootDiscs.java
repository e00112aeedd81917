package io.stampede.image;

import java.io.IOException;
import java.nio.file.Path;

/// What the console keeps of a disc.
public final class BootDiscs {
  private BootDiscs() {}

  public static StoredImage stored(Path file) throws IOException {
    long size = java.nio.file.Files.size(file);
    return new StoredImage(file, ImageFormat.ISO, size, size, Checksum.of(file, "SHA-256"));
  }
}
