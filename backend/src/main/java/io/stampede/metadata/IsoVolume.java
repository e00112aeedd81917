package io.stampede.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// What a sector at the beginning of a disc says of all of it (ECMA-119, 8).
///
/// @param sectors of the whole disc
record IsoVolume(String label, Instant at, int sectors) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'00'");
  private static final String NEVER = "0".repeat(16);

  void into(ByteBuffer image, IsoHierarchy hierarchy) {
    var charset = hierarchy.isJoliet() ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII;
    int start = image.position();
    begin(image, hierarchy.isJoliet() ? 2 : 1);
    image.put((byte) 0);
    text(image, "LINUX", 32, charset);
    text(image, label, 32, charset);
    image.putLong(0);
    IsoRecord.bothOrders(image, sectors);
    // Joliet's mark: names are in UCS-2, level 3
    image.put(hierarchy.isJoliet() ? new byte[] {'%', '/', 'E'} : new byte[3]);
    image.put(new byte[29]);
    IsoRecord.bothOrders(image, (short) 1);
    IsoRecord.bothOrders(image, (short) 1);
    IsoRecord.bothOrders(image, (short) IsoImage.SECTOR);
    IsoRecord.bothOrders(image, hierarchy.tableBytes());
    image.order(ByteOrder.LITTLE_ENDIAN);
    image.putInt(hierarchy.tableSector(ByteOrder.LITTLE_ENDIAN)).putInt(0);
    image.order(ByteOrder.BIG_ENDIAN);
    image.putInt(hierarchy.tableSector(ByteOrder.BIG_ENDIAN)).putInt(0);
    image.put(hierarchy.rootRecord());
    for (int i = 0; i < 3; i++) text(image, "", 128, charset); // set, publisher, preparer
    text(image, "STAMPEDE", 128, charset);
    for (int i = 0; i < 3; i++) text(image, "", 37, charset); // files with rights and abstracts
    var made = TIME.format(at.atOffset(ZoneOffset.UTC));
    for (var time : new String[] {made, made, NEVER, made}) {
      image.put(time.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }
    image.put((byte) 1);
    image.position(start + IsoImage.SECTOR);
  }

  /// The last of them, which says that no further one comes.
  static void end(ByteBuffer image) {
    begin(image, 255);
  }

  private static void begin(ByteBuffer image, int type) {
    image.put((byte) type).put("CD001".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
  }

  private static void text(ByteBuffer image, String text, int bytes, Charset charset) {
    int end = image.position() + bytes;
    image.put(text.getBytes(charset));
    var space = " ".getBytes(charset);
    while (image.position() + space.length <= end) image.put(space);
    image.position(end);
  }
}
