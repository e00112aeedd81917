package io.stampede.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What the first bytes of a qcow2 file promise, from QEMU's `docs/interop/qcow2.txt`. Written by
/// strangers: nothing of it is believed before it is checked.
///
/// @param virtualSize of the disk that a guest sees, in bytes
/// @param backing whether it is only the difference to another file
/// @param dataFile whether its data is in another file
public record Qcow2Header(
    int version, long virtualSize, boolean backing, boolean dataFile, List<String> faults) {
  /// How many bytes [#parse] wants to see, if the file has as many.
  public static final int LENGTH = 112;

  private static final int MAGIC = 0x514649fb;
  private static final int OLDEST_LENGTH = 72;
  private static final long CORRUPT = 1 << 1;
  private static final long EXTERNAL_DATA = 1 << 2;

  /// dirty, corrupt, external data, compression type, extended L2 entries
  private static final long KNOWN_FEATURES = 0b11111;

  public Qcow2Header {
    faults = List.copyOf(faults);
  }

  DiskHeader asDisk() {
    return faults.isEmpty()
        ? new DiskHeader(ImageFormat.QCOW2, virtualSize, backing || dataFile, faults)
        : new DiskHeader(ImageFormat.QCOW2, 1, false, faults);
  }

  public static boolean isQcow2(byte[] start) {
    return start.length >= 4 && ByteBuffer.wrap(start).getInt() == MAGIC;
  }

  /// @param start the first bytes of a file for which [#isQcow2] holds
  public static Qcow2Header parse(byte[] start) {
    if (start.length < OLDEST_LENGTH) {
      return new Qcow2Header(0, 0, false, false, List.of("it ends within its header"));
    }
    var bytes = ByteBuffer.wrap(start);
    int version = bytes.getInt(4);
    long size = bytes.getLong(24);
    var faults = new ArrayList<String>();
    if (version != 2 && version != 3)
      faults.add("its version is " + Integer.toUnsignedString(version));
    if (size <= 0 || size > DiskHeader.MOST_VIRTUAL) faults.add("its disk size is not believable");
    int clusterBits = bytes.getInt(20);
    if (clusterBits < 9 || clusterBits > 21) faults.add("its cluster size is not believable");
    if (bytes.getInt(32) != 0) faults.add("it is encrypted");
    boolean backing = bytes.getLong(8) != 0 || bytes.getInt(16) != 0;
    long features = 0;
    if (version == 3) {
      if (start.length < LENGTH - 8) faults.add("it ends within its header");
      else features = bytes.getLong(72);
    }
    if ((features & CORRUPT) != 0) faults.add("it is marked as corrupt");
    if ((features & ~KNOWN_FEATURES) != 0) faults.add("it uses unknown features");
    return new Qcow2Header(version, size, backing, (features & EXTERNAL_DATA) != 0, faults);
  }
}
