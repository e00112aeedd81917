package io.stampede.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/// A VHD's footer, from Microsoft's “Virtual Hard Disk Image Format Specification”. It is the last
/// sector of the file; one that grows has a copy at its beginning. What comes before that of a
/// fixed one looks like a raw disk.
final class VhdFooter {
  private static final byte[] MAGIC = "conectix".getBytes(ISO_8859_1);
  private static final int SECTOR = 512;

  /// Made by old programs.
  private static final int SHORT = 511;

  private static final int FIXED = 2;
  private static final int DYNAMIC = 3;
  private static final int DIFFERENCE = 4;

  private VhdFooter() {}

  static Optional<byte[]> find(Window file, byte[] start) throws IOException {
    if (isOne(start)) return Optional.of(Arrays.copyOf(start, SECTOR));
    for (int length : new int[] {SECTOR, SHORT}) {
      if (file.size() < length) continue;
      var last = file.read(file.size() - length, length);
      if (isOne(last)) return Optional.of(Arrays.copyOf(last, SECTOR));
    }
    return Optional.empty();
  }

  private static boolean isOne(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  static DiskHeader parse(byte[] footer) {
    var bytes = ByteBuffer.wrap(footer);
    int type = bytes.getInt(60);
    var faults = new ArrayList<String>();
    if (type != FIXED && type != DYNAMIC && type != DIFFERENCE) {
      faults.add("it is of the type " + Integer.toUnsignedString(type));
    }
    return new DiskHeader(ImageFormat.VHD, bytes.getLong(48), type == DIFFERENCE, faults);
  }
}
