package io.stampede.plane;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;

/// Files as one stream that `tar` unpacks (POSIX.1-1988, ustar): so that they come, with what is to
/// go and the order to apply them, in one command, also for users who need sudo.
final class Archive {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 100;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Archive with(String path, String content) {
    var bytes = content.getBytes(UTF_8);
    out.writeBytes(header(path, bytes.length));
    out.writeBytes(bytes);
    pad();
    return this;
  }

  /// To be removed there.
  Archive gone(Collection<String> paths) {
    return paths.isEmpty() ? this : with(".gone", String.join("\n", paths) + "\n");
  }

  /// Ends with the member that says that it came whole.
  InputStream stream() {
    with(".all", "");
    out.writeBytes(new byte[2 * BLOCK]);
    return new ByteArrayInputStream(out.toByteArray());
  }

  private void pad() {
    int over = out.size() % BLOCK;
    if (over > 0) out.writeBytes(new byte[BLOCK - over]);
  }

  private static byte[] header(String path, int size) {
    if (path.length() > LONGEST_NAME) throw new IllegalArgumentException("too long: " + path);
    var header = new byte[BLOCK];
    put(header, 0, path);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(size));
    put(header, 136, "%011o\0".formatted(0));
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    // The checksum is made with blanks in its own place.
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) sum += b & 0xff;
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
