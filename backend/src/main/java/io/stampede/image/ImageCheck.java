package io.stampede.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Finds out whether some bytes are an image that may be used, and which.
final class ImageCheck {
  private static final int SECTOR = 512;

  /// What starts like this is packed or laid out in a way that is not understood here.
  private static final Map<String, String> OTHERS =
      Map.of(
          "\u00fd7zXZ\0", "compressed by xz",
          "BZh", "compressed by bzip2",
          "(\u00b5/\u00fd", "compressed by zstd",
          "PK\u0003\u0004", "a zip archive",
          "KDMV", "a VMDK disk",
          "# Disk DescriptorFile", "a VMDK description",
          "vhdxfile", "a VHDX disk",
          "conectix", "a VHD disk",
          "<<< ", "a VirtualBox disk",
          "QED\0", "a QED disk");

  private final String name;

  /// @param name of the image, for messages
  ImageCheck(ImageName name) {
    this.name = name.value();
  }

  record Found(ImageFormat format, long virtualSize) {}

  /// @throws ImageRejected unless the file has this digest
  void checksum(Path file, Optional<Checksum> expected) throws IOException, ImageRejected {
    if (expected.isEmpty() || expected.get().matches(file)) return;
    var sum = expected.get();
    throw new ImageRejected(
        "checksum-mismatch",
        "%s: the %s of the content is %s, not %s"
            .formatted(name, sum.algorithm(), Checksum.of(file, sum.algorithm()), sum),
        "compare the checksum with the publisher's, and try again");
  }

  static boolean isGzip(Path file) throws IOException {
    var start = start(file, 2);
    return start.length == 2 && start[0] == (byte) 0x1f && start[1] == (byte) 0x8b;
  }

  void gunzip(Path from, Path to, long reserve) throws IOException, ImageRejected {
    try (var in = new GZIPInputStream(Files.newInputStream(from), 1 << 16);
        var out = RoomKeeper.append(to, reserve)) {
      in.transferTo(out);
    } catch (ZipException | java.io.EOFException e) {
      throw new ImageRejected(
          "not-an-image", name + ": the gzip data is damaged: " + e.getMessage(), "fetch it again");
    }
  }

  /// Looks at the first bytes, and at the length.
  Found inspect(Path file) throws IOException, ImageRejected {
    var start = start(file, Qcow2Header.LENGTH);
    if (Qcow2Header.isQcow2(start)) return qcow2(Qcow2Header.parse(start));
    var text = new String(start, StandardCharsets.ISO_8859_1);
    for (var other : OTHERS.entrySet()) {
      if (text.startsWith(other.getKey())) {
        throw new ImageRejected(
            "unsupported-format",
            "%s is %s".formatted(name, other.getValue()),
            "give a qcow2 or raw image, as it is or .gz");
      }
    }
    long size = Files.size(file);
    if (size == 0 || size % SECTOR != 0) {
      throw new ImageRejected(
          "not-an-image",
          "%s is neither qcow2 nor a raw disk: %d bytes are not whole sectors"
              .formatted(name, size),
          "check that the address leads to the image itself and not to a page about it");
    }
    return new Found(ImageFormat.RAW, size);
  }

  private Found qcow2(Qcow2Header header) throws ImageRejected {
    if (!header.faults().isEmpty()) {
      throw new ImageRejected(
          "not-an-image",
          "%s cannot be used: %s".formatted(name, String.join(", ", header.faults())),
          "give a plain qcow2 image, as qemu-img convert makes it");
    }
    if (header.backing() || header.dataFile()) {
      throw new ImageRejected(
          "backing-file",
          name + " refers to another file, and could so reach into a host's files",
          "make it whole: qemu-img convert -O qcow2 old.qcow2 new.qcow2");
    }
    return new Found(ImageFormat.QCOW2, header.virtualSize());
  }

  private static byte[] start(Path file, int length) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(length);
    }
  }
}
