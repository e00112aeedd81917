package io.stampede.vm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A plain file in a tar archive, written and read: its header, from POSIX `pax` (ustar). Read from
/// strangers: whatever is no plain file is refused.
///
/// @param bytes of its content
record TarEntry(String name, long bytes) {
  static final int BLOCK = 512;
  private static final int SIZE = 124;
  private static final int SUM = 148;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;

  /// What eleven octal digits hold; more is written as GNU tar does, in base 256.
  private static final long MOST_OCTAL = (1L << 33) - 1;

  byte[] header() {
    var block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000644\0");
    put(block, 108, "0000000\0");
    put(block, 116, "0000000\0");
    if (bytes <= MOST_OCTAL) {
      put(block, SIZE, "%011o\0".formatted(bytes));
    } else {
      ByteBuffer.wrap(block).putLong(SIZE + 4, bytes);
      block[SIZE] = (byte) 0x80;
    }
    put(block, 136, "00000000000\0");
    block[TYPE] = '0';
    put(block, MAGIC, "ustar\00000");
    put(block, SUM, "%06o\0 ".formatted(sum(block)));
    return block;
  }

  private static void put(byte[] block, int at, String text) {
    var bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  /// Of all bytes, with blanks in place of the sum itself.
  private static int sum(byte[] block) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= SUM && i < SUM + 8 ? ' ' : block[i] & 0xff;
    }
    return sum;
  }

  /// How many bytes follow the content up to the next header.
  int padding() {
    return (int) ((BLOCK - bytes % BLOCK) % BLOCK);
  }

  /// @throws BadArchive when it is no plain file of this name
  static TarEntry read(InputStream in, String name) throws IOException {
    var block = in.readNBytes(BLOCK);
    if (block.length < BLOCK) throw new BadArchive("broken", "ends too early");
    boolean isTar = text(block, MAGIC, 5).equals("ustar");
    if (!isTar || octal(block, SUM, 8) != sum(block)) {
      throw new BadArchive("not-an-archive", "is not the archive of a machine");
    }
    boolean isFile = block[TYPE] == '0' || block[TYPE] == 0;
    if (!isFile || !text(block, PREFIX, 155).isEmpty() || !text(block, 0, 100).equals(name)) {
      throw new BadArchive(
          "not-an-archive", "holds something else where %s is due".formatted(name));
    }
    return new TarEntry(name, size(block));
  }

  private static long size(byte[] block) throws BadArchive {
    if (block[SIZE] != (byte) 0x80) return octal(block, SIZE, 12);
    long size = ByteBuffer.wrap(block).getLong(SIZE + 4);
    boolean isClear = block[SIZE + 1] == 0 && block[SIZE + 2] == 0 && block[SIZE + 3] == 0;
    if (size < 0 || !isClear) throw new BadArchive("not-an-archive", "is of no believable size");
    return size;
  }

  private static long octal(byte[] block, int at, int length) throws BadArchive {
    var digits = text(block, at, length).strip();
    if (!digits.matches("[0-7]{1,11}")) {
      throw new BadArchive("not-an-archive", "is not the archive of a machine");
    }
    return Long.parseLong(digits, 8);
  }

  private static String text(byte[] block, int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) end++;
    return new String(Arrays.copyOfRange(block, at, end), US_ASCII);
  }
}
