package io.stampede.desktop.vnc;

import java.io.IOException;

/// Four bytes a pixel: blue, green, red, nothing (the pixel format that [RfbSession] asks for).
final class RawDecoder implements Decoder {
  @Override
  public void decode(RfbInput in, Rect r, Framebuffer screen) throws IOException {
    var row = new byte[r.width() * 4];
    for (int y = r.y(); y < r.bottom(); y++) {
      in.fill(row, row.length);
      int to = screen.at(r.x(), y);
      for (int k = 0; k < row.length; k += 4) screen.pixels()[to++] = pixel(row, k);
    }
  }

  static int pixel(byte[] b, int at) {
    return Framebuffer.rgb(b[at + 2] & 255, b[at + 1] & 255, b[at] & 255);
  }
}
