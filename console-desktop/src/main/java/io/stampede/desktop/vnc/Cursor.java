package io.stampede.desktop.vnc;

import java.io.IOException;

/// The remote pointer's picture, ARGB, and the pixel in it that points.
public record Cursor(int width, int height, int hotX, int hotY, int[] argb) {
  private static final int MAX_SIDE = 256;

  /// RFC 6143, 7.8.1: pixels, then one bit for each that is shown.
  static Cursor read(RfbInput in, Rect r) throws IOException {
    if (r.width() > MAX_SIDE || r.height() > MAX_SIDE) {
      throw new RfbException("a pointer of %d × %d".formatted(r.width(), r.height()));
    }
    var pixels = in.bytes(r.width() * r.height() * 4);
    int rowBytes = (r.width() + 7) / 8;
    var mask = in.bytes(rowBytes * r.height());
    var argb = new int[r.width() * r.height()];
    for (int y = 0; y < r.height(); y++) {
      for (int x = 0; x < r.width(); x++) {
        boolean shown = (mask[y * rowBytes + x / 8] >> 7 - x % 8 & 1) != 0;
        int k = y * r.width() + x;
        if (shown) argb[k] = RawDecoder.pixel(pixels, k * 4);
      }
    }
    return new Cursor(r.width(), r.height(), r.x(), r.y(), argb);
  }
}
