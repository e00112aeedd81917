package io.stampede.plane;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.metadata.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.zip.GZIPOutputStream;

/// Files as one stream that `tar` unpacks (POSIX.1-1988, ustar): so that they come, with what is to
/// go and the order to apply them, in one command, also for users who need sudo.
final class Archive {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 100;

  private static final int LONGEST_FOLDER = 155;
  private static final int SUM_AT = 148;
  private static final Owner WORLD = new Owner("0000644\0", "0000000\0");
  private static final Owner NGINX = new Owner("0000640\0", "0000041\0");

  private record Owner(String mode, String group) {}

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Archive with(String path, String content) {
    return with(path, content.getBytes(UTF_8), WORLD);
  }

  /// For nginx only.
  Archive withTold(String path, Bytes content) {
    return with(path, content.toArray(), NGINX);
  }

  private Archive with(String path, byte[] content, Owner owner) {
    out.writeBytes(header(path, content.length, owner));
    out.writeBytes(content);
    pad();
    return this;
  }

  /// To be removed there.
  Archive gone(Collection<String> paths) {
    return paths.isEmpty() ? this : with(".gone", String.join("\n", paths) + "\n");
  }

  /// Ends with the member that says that it came whole. Compressed: small files are mostly their
  /// headers.
  InputStream stream() {
    with(".all", "");
    out.writeBytes(new byte[2 * BLOCK]);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      out.writeTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes all that is written", e);
    }
    return new ByteArrayInputStream(packed.toByteArray());
  }

  private void pad() {
    int over = out.size() % BLOCK;
    if (over > 0) out.writeBytes(new byte[BLOCK - over]);
  }

  private static byte[] header(String path, int size, Owner owner) {
    var header = new byte[BLOCK];
    int slash = folderEnd(path);
    put(header, 0, path.substring(slash + 1));
    if (slash > 0) put(header, 345, path.substring(0, slash));
    put(header, 100, owner.mode());
    put(header, 108, "0000000\0");
    put(header, 116, owner.group());
    put(header, 124, "%011o\0".formatted(size));
    put(header, 136, "%011o\0".formatted(0));
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    // The checksum is made with blanks in its own place.
    Arrays.fill(header, SUM_AT, SUM_AT + 8, (byte) ' ');
    int sum = 0;
    for (byte b : header) sum += b & 0xff;
    put(header, SUM_AT, "%06o\0 ".formatted(sum));
    return header;
  }

  /// Where a path is cut that is too long for one field; -1 when it is not.
  private static int folderEnd(String path) {
    if (path.length() <= LONGEST_NAME) return -1;
    int slash = path.lastIndexOf('/', LONGEST_FOLDER);
    if (slash <= 0 || path.length() - slash - 1 > LONGEST_NAME) {
      throw new IllegalArgumentException("too long: " + path);
    }
    return slash;
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
