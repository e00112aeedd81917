package io.stampede.desktop.vnc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/// Puts bytes of the protocol together.
final class Bytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static Bytes of(int... octets) {
    return new Bytes().u8(octets);
  }

  Bytes u8(int... octets) {
    for (int b : octets) out.write(b);
    return this;
  }

  Bytes u16(int... values) {
    for (int v : values) u8(v >> 8, v);
    return this;
  }

  Bytes i32(int... values) {
    for (int v : values) u8(v >> 24, v >> 16, v >> 8, v);
    return this;
  }

  Bytes text(String text) {
    return raw(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  Bytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /// The same as a zlib stream that goes on.
  byte[] zipped(Deflater deflater) {
    deflater.setInput(out.toByteArray());
    var packed = new ByteArrayOutputStream();
    var some = new byte[4096];
    int n;
    do {
      n = deflater.deflate(some, 0, some.length, Deflater.SYNC_FLUSH);
      packed.write(some, 0, n);
    } while (n == some.length);
    return packed.toByteArray();
  }

  byte[] array() {
    return out.toByteArray();
  }

  RfbInput input() {
    return new RfbInput(new ByteArrayInputStream(array()));
  }
}
