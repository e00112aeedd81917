package io.stampede.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A VMDK that is one file: sparse, or made for streams. From VMware's “Virtual Disk Format 5.0”
/// and from what QEMU's `block/vmdk.c` heeds. A description that names extents or a parent may name
/// any file of a host.
final class VmdkHeader {
  private static final byte[] MAGIC = "KDMV".getBytes(ISO_8859_1);
  private static final Set<String> WHOLE = Set.of("monolithicsparse", "streamoptimized");
  private static final String NO_PARENT = "ffffffff";
  private static final int LENGTH = 512;
  private static final int MOST_TEXT = 1 << 20;
  private static final int SECTOR = 512;

  private VmdkHeader() {}

  static boolean isVmdk(byte[] start) {
    return start.length >= 4 && Arrays.equals(start, 0, 4, MAGIC, 0, 4);
  }

  /// @param file one for whose beginning [#isVmdk] holds
  static DiskHeader parse(Window file) throws IOException {
    var start = file.read(0, LENGTH);
    if (start.length < LENGTH) return DiskHeader.broken(ImageFormat.VMDK, "it ends in its header");
    var bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int version = bytes.getInt(4);
    long sectors = bytes.getLong(12);
    long at = bytes.getLong(28);
    long length = bytes.getLong(36);
    var faults = new ArrayList<String>();
    if (version < 1 || version > 3) faults.add("its version is " + version);
    // QEMU takes one without sectors for a mere description
    if (sectors <= 0 || sectors > DiskHeader.MOST_VIRTUAL / SECTOR) {
      return DiskHeader.broken(ImageFormat.VMDK, "its disk size is not believable");
    }
    if (at <= 0 || at > file.size() / SECTOR || length <= 0 || length > MOST_TEXT / SECTOR) {
      return DiskHeader.broken(ImageFormat.VMDK, "it does not describe itself");
    }
    var text = new String(file.read(at * SECTOR, (int) length * SECTOR), ISO_8859_1);
    var lines = text.substring(0, end(text)).lines().map(String::strip).toList();
    var type = value(lines, "createType");
    if (!WHOLE.contains(type)) faults.add("it is of the type “%s”".formatted(plain(type)));
    return new DiskHeader(ImageFormat.VMDK, sectors * SECTOR, elsewhere(lines), faults);
  }

  private static int end(String text) {
    int nul = text.indexOf('\0');
    return nul < 0 ? text.length() : nul;
  }

  /// One extent, which is in the file itself, and no parent.
  private static boolean elsewhere(List<String> lines) {
    var extents =
        lines.stream().filter(line -> line.matches("(?i)(RW|RDONLY|NOACCESS)\\s.*")).toList();
    boolean sparse =
        extents.size() == 1 && extents.getFirst().matches("(?i)\\S+\\s+\\d+\\s+SPARSE\\s.*");
    boolean parent =
        lines.stream()
            .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("parentfilenamehint"));
    var cid = value(lines, "parentCID");
    return !sparse || parent || !(cid.isEmpty() || cid.equals(NO_PARENT));
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(
            line -> line.toLowerCase(Locale.ROOT).matches(key.toLowerCase(Locale.ROOT) + "\\s*=.*"))
        .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", "").strip())
        .findFirst()
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  private static String plain(String text) {
    return text.replaceAll("[^a-z0-9]", "?").substring(0, Math.min(40, text.length()));
  }
}
