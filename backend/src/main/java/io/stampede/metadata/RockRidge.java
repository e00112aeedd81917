package io.stampede.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// True names, owners and modes, in what ISO 9660 leaves to others in each entry of a folder. All
/// belongs to root and is read by root only: user data may hold secrets.
final class RockRidge {
  private static final int FOLDER_MODE = 0040500;
  private static final int FILE_MODE = 0100400;
  private static final byte VERSION = 1;

  private RockRidge() {}

  /// The entry of a folder for itself; that of the outermost says that all this is there.
  static byte[] self(IsoFolder folder, boolean isOutermost) {
    var entries = ByteBuffer.allocate(7 + 36 + 18);
    if (isOutermost) {
      entry(entries, "SP", 7).put((byte) 0xBE).put((byte) 0xEF).put((byte) 0);
    }
    mode(entries, FOLDER_MODE, links(folder));
    if (isOutermost) {
      var id = "RRIP_1991A".getBytes(StandardCharsets.US_ASCII);
      entry(entries, "ER", 8 + id.length);
      entries.put((byte) id.length).put((byte) 0).put((byte) 0).put((byte) 1).put(id);
    }
    return written(entries);
  }

  /// The entry of a folder for the one that it is in.
  static byte[] parent(IsoFolder parent) {
    var entries = ByteBuffer.allocate(36);
    mode(entries, FOLDER_MODE, links(parent));
    return written(entries);
  }

  static byte[] folder(IsoFolder folder, String name) {
    return named(FOLDER_MODE, links(folder), name);
  }

  static byte[] file(String name) {
    return named(FILE_MODE, 1, name);
  }

  /// As with POSIX: its name, its `.` and each inner folder's `..`.
  private static int links(IsoFolder folder) {
    return 2 + folder.folders().size();
  }

  private static byte[] named(int mode, int links, String name) {
    var text = name.getBytes(StandardCharsets.US_ASCII);
    var entries = ByteBuffer.allocate(36 + 5 + text.length);
    mode(entries, mode, links);
    entry(entries, "NM", 5 + text.length).put((byte) 0).put(text);
    return written(entries);
  }

  private static void mode(ByteBuffer entries, int mode, int links) {
    entry(entries, "PX", 36);
    IsoRecord.bothOrders(entries, mode);
    IsoRecord.bothOrders(entries, links);
    IsoRecord.bothOrders(entries, 0);
    IsoRecord.bothOrders(entries, 0);
  }

  private static ByteBuffer entry(ByteBuffer entries, String signature, int length) {
    return entries
        .put(signature.getBytes(StandardCharsets.US_ASCII))
        .put((byte) length)
        .put(VERSION);
  }

  private static byte[] written(ByteBuffer entries) {
    var bytes = new byte[entries.position()];
    entries.flip().get(bytes);
    return bytes;
  }
}
