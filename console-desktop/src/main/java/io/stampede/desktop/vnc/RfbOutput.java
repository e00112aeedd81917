package io.stampede.desktop.vnc;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// What a client may say. Each message is written as a whole, from any thread.
final class RfbOutput {
  /// True colour, 32 bits little-endian: blue, green, red, nothing.
  private static final byte[] PIXEL_FORMAT = {
    32, 24, 0, 1, 0, (byte) 255, 0, (byte) 255, 0, (byte) 255, 16, 8, 0, 0, 0, 0
  };

  private final OutputStream out;

  RfbOutput(OutputStream out) {
    this.out = out;
  }

  /// Writes a message's bytes.
  private interface Body {
    void to(DataOutputStream out) throws IOException;
  }

  private synchronized void send(Body body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    body.to(new DataOutputStream(bytes));
    out.write(bytes.toByteArray());
    out.flush();
  }

  void bytes(byte... bytes) throws IOException {
    send(o -> o.write(bytes));
  }

  void pixelFormat() throws IOException {
    send(o -> {
      o.writeInt(0);
      o.write(PIXEL_FORMAT);
    });
  }

  void encodings() throws IOException {
    send(o -> {
      o.writeByte(2);
      o.writeByte(0);
      o.writeShort(Encoding.values().length);
      for (var e : Encoding.values()) o.writeInt(e.number());
    });
  }

  /// @param changes only what changed since the last time
  void request(boolean changes, int width, int height) throws IOException {
    send(o -> {
      o.writeByte(3);
      o.writeBoolean(changes);
      o.writeInt(0);
      o.writeShort(width);
      o.writeShort(height);
    });
  }

  void key(int keysym, boolean down) throws IOException {
    send(o -> {
      o.writeByte(4);
      o.writeBoolean(down);
      o.writeShort(0);
      o.writeInt(keysym);
    });
  }

  /// @param buttons bit 0 left, 1 middle, 2 right, 3 wheel up, 4 wheel down
  void pointer(int x, int y, int buttons) throws IOException {
    send(o -> {
      o.writeByte(5);
      o.writeByte(buttons);
      o.writeShort(x);
      o.writeShort(y);
    });
  }

  /// Characters outside of Latin-1 become `?`: RFC 6143 knows no others here.
  void clipboard(String text) throws IOException {
    var latin = text.replace("\r\n", "\n").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    send(o -> {
      o.writeByte(6);
      o.writeByte(0);
      o.writeShort(0);
      o.writeInt(latin.length);
      o.write(latin);
    });
  }
}
