package io.stampede.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A VHDX's tables as far as they say how large its disk is and whether it has a parent. From
/// Microsoft's specification [MS-VHDX], sections 2.2.3 and 2.6.
final class VhdxHeader {
  private static final byte[] MAGIC = "vhdxfile".getBytes(ISO_8859_1);
  private static final long REGIONS = 192 << 10;
  private static final int TABLE = 64 << 10;
  private static final int ENTRY = 32;
  private static final int MOST_ENTRIES = 2047;
  private static final UUID METADATA = UUID.fromString("8b7ca206-4790-4b9a-b8fe-575f050f886e");
  private static final UUID PARAMETERS = UUID.fromString("caa16737-fa36-4d43-b3b6-33f0aa44e76b");
  private static final UUID SIZE = UUID.fromString("2fa54224-cd1b-4876-b211-5dbed83bf4b8");
  private static final UUID PARENT = UUID.fromString("a8d35f2d-b30b-454d-abf7-d3d84834ab0c");
  private static final int HAS_PARENT = 2;

  private final Window file;

  private VhdxHeader(Window file) {
    this.file = file;
  }

  static boolean isVhdx(byte[] start) {
    return start.length >= MAGIC.length
        && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  static DiskHeader parse(Window file) throws IOException {
    return new VhdxHeader(file)
        .parse()
        .orElse(DiskHeader.broken(ImageFormat.VHDX, "its tables are damaged"));
  }

  private Optional<DiskHeader> parse() throws IOException {
    var regions = table(REGIONS, "regi", 8, 16);
    var metadata = find(regions, METADATA).map(entry -> entry.getLong(16)).orElse(0L);
    if (metadata <= 0 || metadata >= file.size()) return Optional.empty();
    var items = table(metadata, "metadata", 10, ENTRY);
    var size = item(metadata, find(items, SIZE), Long.BYTES);
    var parameters = item(metadata, find(items, PARAMETERS), Long.BYTES);
    if (size.isEmpty() || parameters.isEmpty()) return Optional.empty();
    boolean parent =
        (parameters.get().getInt(4) & HAS_PARENT) != 0 || find(items, PARENT).isPresent();
    return Optional.of(new DiskHeader(ImageFormat.VHDX, size.get().getLong(0), parent, List.of()));
  }

  /// The entries of a table; none when it is not one.
  ///
  /// @param count where the number of its entries stands
  /// @param first where they begin
  private List<ByteBuffer> table(long at, String sign, int count, int first) throws IOException {
    var bytes = file.read(at, TABLE);
    if (bytes.length < TABLE || !new String(bytes, ISO_8859_1).startsWith(sign)) return List.of();
    var table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int entries = sign.equals("regi") ? table.getInt(count) : table.getShort(count) & 0xffff;
    if (entries < 0 || entries > Math.min(MOST_ENTRIES, (TABLE - first) / ENTRY)) return List.of();
    return java.util.stream.IntStream.range(0, entries)
        .mapToObj(i -> table.slice(first + i * ENTRY, ENTRY).order(ByteOrder.LITTLE_ENDIAN))
        .toList();
  }

  private static Optional<ByteBuffer> find(List<ByteBuffer> entries, UUID id) {
    return entries.stream().filter(entry -> id.equals(uuid(entry))).findFirst();
  }

  private Optional<ByteBuffer> item(long metadata, Optional<ByteBuffer> entry, int length)
      throws IOException {
    if (entry.isEmpty()) return Optional.empty();
    long offset = Integer.toUnsignedLong(entry.get().getInt(16));
    var bytes = file.read(metadata + offset, length);
    return bytes.length < length
        ? Optional.empty()
        : Optional.of(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  /// The first three parts are stored from the little end.
  private static UUID uuid(ByteBuffer entry) {
    long high =
        Integer.toUnsignedLong(entry.getInt(0)) << 32
            | (entry.getShort(4) & 0xffffL) << 16
            | entry.getShort(6) & 0xffffL;
    return new UUID(high, Long.reverseBytes(entry.getLong(8)));
  }
}
