package io.stampede.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads discs as guests do, without the writer's code.
final class IsoReader {
  private static final int SECTOR = 2048;

  private final ByteBuffer disc;
  private final boolean joliet;
  private final TreeMap<String, Bytes> files = new TreeMap<>();

  private IsoReader(Bytes disc, boolean joliet) {
    this.disc = ByteBuffer.wrap(disc.toArray()).order(ByteOrder.LITTLE_ENDIAN);
    this.joliet = joliet;
  }

  /// By the names of Rock Ridge.
  static SortedMap<String, Bytes> rockRidge(Bytes disc) {
    return new IsoReader(disc, false).read(16);
  }

  static SortedMap<String, Bytes> joliet(Bytes disc) {
    return new IsoReader(disc, true).read(17);
  }

  static String label(Bytes disc) {
    var text = new byte[32];
    ByteBuffer.wrap(disc.toArray()).get(16 * SECTOR + 40, text);
    return new String(text, StandardCharsets.US_ASCII).strip();
  }

  private SortedMap<String, Bytes> read(int volume) {
    int root = volume * SECTOR + 156;
    folder("", disc.getInt(root + 2) * SECTOR, disc.getInt(root + 10));
    return files;
  }

  private void folder(String path, int from, int bytes) {
    for (int at = from; at < from + bytes; ) {
      int length = disc.get(at) & 255;
      if (length == 0) {
        at = (at / SECTOR + 1) * SECTOR;
        continue;
      }
      entry(path, at);
      at += length;
    }
  }

  private void entry(String path, int at) {
    int idLength = disc.get(at + 32) & 255;
    if (idLength == 1 && disc.get(at + 33) <= 1) return; // itself and its parent
    int start = disc.getInt(at + 2) * SECTOR;
    int size = disc.getInt(at + 10);
    if (disc.order(ByteOrder.BIG_ENDIAN).getInt(at + 14) != size) throw new AssertionError(path);
    disc.order(ByteOrder.LITTLE_ENDIAN);
    var name = path + (joliet ? text(at + 33, idLength) : trueName(at, at + 34 + idLength / 2 * 2));
    if ((disc.get(at + 25) & 2) != 0) {
      folder(name + "/", start, size);
    } else {
      var content = new byte[size];
      disc.get(start, content);
      files.put(name, Bytes.of(content));
    }
  }

  private String text(int at, int bytes) {
    var text = new byte[bytes];
    disc.get(at, text);
    return new String(text, joliet ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII);
  }

  private String trueName(int record, int from) {
    int end = record + (disc.get(record) & 255);
    for (int at = from; at + 4 <= end; at += disc.get(at + 2)) {
      if (text(at, 2).equals("NM")) return text(at + 5, disc.get(at + 2) - 5);
    }
    throw new AssertionError("no true name at " + record);
  }
}
