package io.stampede.desktop.vnc;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Reads RFB's big-endian numbers; whoever reads a length says how long it may be.
final class RfbInput {
  private final DataInputStream in;

  RfbInput(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
  }

  int u8() throws IOException {
    return in.readUnsignedByte();
  }

  int u16() throws IOException {
    return in.readUnsignedShort();
  }

  int i32() throws IOException {
    return in.readInt();
  }

  /// A length of four bytes.
  ///
  /// @throws RfbException when it is negative or more than `max`
  int length(int max, String of) throws IOException {
    return checked(i32(), max, of);
  }

  /// A length of one to three bytes of seven, seven and eight bits, as Tight has it.
  int compactLength(int max, String of) throws IOException {
    int b = u8();
    int value = b & 0x7f;
    if (b > 0x7f) {
      b = u8();
      value |= (b & 0x7f) << 7;
      if (b > 0x7f) value |= u8() << 14;
    }
    return checked(value, max, of);
  }

  private static int checked(int value, int max, String of) throws RfbException {
    if (value < 0 || value > max) {
      throw new RfbException(
          "%s of %d bytes is more than the %d that can be"
              .formatted(of, Integer.toUnsignedLong(value), max));
    }
    return value;
  }

  byte[] bytes(int count) throws IOException {
    var b = new byte[count];
    in.readFully(b);
    return b;
  }

  void fill(byte[] into, int count) throws IOException {
    in.readFully(into, 0, count);
  }

  void skip(long count) throws IOException {
    in.skipNBytes(count);
  }
}
