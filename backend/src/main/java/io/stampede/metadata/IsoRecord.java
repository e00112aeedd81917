package io.stampede.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// An entry of a folder on a disc (ECMA-119, 9.1).
///
/// @param id its name in its view
/// @param sector where its contents begin
/// @param bytesOfContent how long they are
/// @param more entries of Rock Ridge
record IsoRecord(
    byte[] id, int sector, int bytesOfContent, boolean isFolder, Instant at, byte[] more) {
  private static final int FIXED = 33;

  byte[] bytes() {
    int length = FIXED + id.length + (id.length + 1) % 2 + more.length;
    length += length % 2;
    if (length > 255) throw new IllegalStateException("an entry of " + length + " bytes");
    var record = ByteBuffer.allocate(length);
    record.put((byte) length).put((byte) 0);
    bothOrders(record, sector);
    bothOrders(record, bytesOfContent);
    var time = at.atOffset(ZoneOffset.UTC);
    record.put((byte) (time.getYear() - 1900)).put((byte) time.getMonthValue());
    record.put((byte) time.getDayOfMonth()).put((byte) time.getHour());
    record.put((byte) time.getMinute()).put((byte) time.getSecond()).put((byte) 0);
    record.put((byte) (isFolder ? 2 : 0)).put((byte) 0).put((byte) 0);
    bothOrders(record, (short) 1); // of a set of one disc
    record.put((byte) id.length).put(id);
    if (id.length % 2 == 0) record.put((byte) 0);
    record.put(more);
    return record.array();
  }

  static void bothOrders(ByteBuffer to, int value) {
    to.order(ByteOrder.LITTLE_ENDIAN).putInt(value).order(ByteOrder.BIG_ENDIAN).putInt(value);
  }

  static void bothOrders(ByteBuffer to, short value) {
    to.order(ByteOrder.LITTLE_ENDIAN).putShort(value).order(ByteOrder.BIG_ENDIAN).putShort(value);
  }

  /// One after the other; one that does not fit into a sector begins the next.
  static ByteBuffer inSectors(List<IsoRecord> records) {
    var all = records.stream().map(IsoRecord::bytes).toList();
    int size = 0;
    for (var bytes : all) size = start(size, bytes) + bytes.length;
    var sectors = ByteBuffer.allocate(IsoImage.sectors(size) * IsoImage.SECTOR);
    for (var bytes : all) {
      sectors.position(start(sectors.position(), bytes));
      sectors.put(bytes);
    }
    return sectors.rewind();
  }

  private static int start(int at, byte[] record) {
    int left = IsoImage.SECTOR - at % IsoImage.SECTOR;
    return record.length <= left ? at : at + left;
  }
}
