package io.stampede.image;

import io.stampede.lab.LabImages;
import java.io.IOException;
import java.nio.file.Files;

/// The lab's guest, as the console would keep it.
public final class TinyImage {
  private TinyImage() {}

  public static StoredImage stored() throws IOException {
    var file = LabImages.tinyDisk();
    return new StoredImage(
        file, ImageFormat.QCOW2, Files.size(file), 40L << 20, Checksum.of(file, "SHA-256"));
  }
}
