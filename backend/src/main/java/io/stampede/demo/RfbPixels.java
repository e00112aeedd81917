package io.stampede.demo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// How a client wants its pixels (RFC 6143, 7.4).
record RfbPixels(int bits, boolean bigEndian, int redMax, int greenMax, int blueMax, int shifts) {
  static final RfbPixels TRUE_COLOUR = new RfbPixels(32, false, 255, 255, 255, 16 << 16 | 8 << 8);

  static RfbPixels read(DataInputStream in) throws IOException {
    int bits = in.readUnsignedByte();
    in.skipNBytes(1);
    boolean bigEndian = in.readBoolean();
    if (!in.readBoolean()) throw new IOException("colour maps are not emulated");
    if (bits != 8 && bits != 16 && bits != 32) throw new IOException("no pixels of " + bits);
    int red = in.readUnsignedShort();
    int green = in.readUnsignedShort();
    int blue = in.readUnsignedShort();
    int shifts = in.readUnsignedByte() << 16 | in.readUnsignedByte() << 8 | in.readUnsignedByte();
    in.skipNBytes(3);
    return new RfbPixels(bits, bigEndian, red, green, blue, shifts);
  }

  void write(DataOutputStream out) throws IOException {
    out.write(new byte[] {(byte) bits, 24, (byte) (bigEndian ? 1 : 0), 1});
    out.writeShort(redMax);
    out.writeShort(greenMax);
    out.writeShort(blueMax);
    out.write(new byte[] {(byte) (shifts >> 16), (byte) (shifts >> 8), (byte) shifts});
    out.write(new byte[3]);
  }

  /// @param colour as 0xrrggbb
  void write(DataOutputStream out, int colour) throws IOException {
    int value =
        scaled(colour >> 16, redMax) << (shifts >> 16 & 31)
            | scaled(colour >> 8, greenMax) << (shifts >> 8 & 31)
            | scaled(colour, blueMax) << (shifts & 31);
    int bytes = bits / 8;
    for (int i = 0; i < bytes; i++) {
      int place = bigEndian ? bytes - 1 - i : i;
      out.write(value >> (8 * place));
    }
  }

  private static int scaled(int channel, int max) {
    return (channel & 0xff) * max / 255;
  }
}
