package io.stampede.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Finds out whether some bytes are an image that may be used, and which.
final class ImageCheck {
  private static final int SECTOR = 512;

  /// What starts like this is packed or laid out in a way that is not understood here.
  private static final Map<String, String> OTHERS =
      Map.of(
          "PK\u0003\u0004", "a zip archive",
          "7z\u00bc\u00af", "a 7z archive",
          "# Disk DescriptorFile", "a VMDK description, which names other files",
          "COWD", "a VMDK disk of VMware's first kind",
          "<<< ", "a VirtualBox disk",
          "QED\0", "a QED disk");

  private static final int TAR_AT = 257;
  private static final String TAR = "ustar";

  /// ECMA-119, section 8.1: the first volume descriptor is the 17th sector of 2048 bytes.
  private static final int ISO_AT = (16 << 11) + 1;

  private static final String ISO = "CD001";

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

  static Optional<Packing> packing(Path file) throws IOException {
    return Packing.of(Window.of(file).read(0, Packing.MAGIC));
  }

  /// Stops when the disk is nearly full: a small archive may unpack to a huge one.
  void unpack(Packing packing, Path from, Path to, long reserve) throws IOException, ImageRejected {
    try (var packed = Files.newInputStream(from);
        var out = RoomKeeper.append(to, reserve)) {
      try (var in = open(packing, packed)) {
        var buffer = new byte[1 << 16];
        for (int n = read(packing, in, buffer); n >= 0; n = read(packing, in, buffer)) {
          out.write(buffer, 0, n);
        }
      }
    }
  }

  private InputStream open(Packing packing, InputStream packed) throws ImageRejected {
    try {
      return packing.unpack(packed);
    } catch (IOException e) {
      throw damaged(packing, e);
    }
  }

  private int read(Packing packing, InputStream in, byte[] buffer) throws ImageRejected {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw damaged(packing, e);
    }
  }

  private ImageRejected damaged(Packing packing, IOException e) {
    return new ImageRejected(
        "not-an-image",
        "%s: the %s data is damaged: %s".formatted(name, packing.word(), e.getMessage()),
        "fetch it again");
  }

  Found inspect(Path file) throws IOException, ImageRejected {
    return inspect(Window.of(file));
  }

  /// Looks at the first bytes, at what they lead to, and at the length.
  Found inspect(Window file) throws IOException, ImageRejected {
    var start = file.read(0, SECTOR);
    if (Qcow2Header.isQcow2(start)) return found(Qcow2Header.parse(start).asDisk());
    if (VmdkHeader.isVmdk(start)) return found(VmdkHeader.parse(file));
    if (VhdxHeader.isVhdx(start)) return found(VhdxHeader.parse(file));
    var footer = VhdFooter.find(file, start);
    if (footer.isPresent()) return found(VhdFooter.parse(footer.get()));
    refuseOthers(start);
    if (text(file.read(ISO_AT, ISO.length())).equals(ISO)) {
      return new Found(ImageFormat.ISO, file.size());
    }
    if (file.size() == 0 || file.size() % SECTOR != 0) {
      throw new ImageRejected(
          "not-an-image",
          "%s is neither qcow2 nor a raw disk: %d bytes are not whole sectors"
              .formatted(name, file.size()),
          "check that the address leads to the image itself and not to a page about it");
    }
    return new Found(ImageFormat.RAW, file.size());
  }

  private void refuseOthers(byte[] start) throws ImageRejected {
    var text = text(start);
    var packing = Packing.of(start);
    if (packing.isPresent()) throw unsupported("packed twice, the second time by " + packing.get());
    if (text.startsWith(TAR, TAR_AT)) throw unsupported("a tar archive");
    for (var other : OTHERS.entrySet()) {
      if (text.startsWith(other.getKey())) throw unsupported(other.getValue());
    }
  }

  private ImageRejected unsupported(String what) {
    return new ImageRejected(
        "unsupported-format",
        "%s is %s".formatted(name, what),
        "give a qcow2, raw, VMDK, VHD or VHDX image or an ISO, as it is or .gz, .bz2, .xz or .zst");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private Found found(DiskHeader header) throws ImageRejected {
    if (header.elsewhere()) {
      throw new ImageRejected(
          "backing-file",
          name + " refers to another file, and could so reach into a host's files",
          "make it whole: qemu-img convert -O qcow2 old new.qcow2");
    }
    if (!header.faults().isEmpty()) {
      throw new ImageRejected(
          "not-an-image",
          "%s (%s) cannot be used: %s"
              .formatted(name, header.format().word(), String.join(", ", header.faults())),
          "give a plain image, as qemu-img convert makes it");
    }
    return new Found(header.format(), header.virtualSize());
  }
}
