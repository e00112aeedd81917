package io.stampede.desktop.vnc;

import java.io.IOException;

/// One colour, or pixels behind a filter (none, palette, gradient) in one of four zlib streams. See
/// “Tight Encoding” in the community's rfbproto document. Pixels are red, green, blue.
final class TightDecoder implements Decoder, AutoCloseable {
  private static final int MAX_WIDTH = 2048;

  /// Fewer bytes than this are sent as they are.
  private static final int MIN_TO_COMPRESS = 12;

  private static final int MAX_PACKED = (1 << 22) - 1;

  private final Unzip[] zips = {new Unzip(), new Unzip(), new Unzip(), new Unzip()};

  @Override
  public void decode(RfbInput in, Rect r, Framebuffer screen) throws IOException {
    int control = in.u8();
    for (int k = 0; k < zips.length; k++) {
      if ((control >> k & 1) != 0) zips[k].reset();
    }
    int kind = control >> 4;
    if (kind == 8) {
      screen.fill(r.x(), r.y(), r.width(), r.height(), colour(in));
    } else if (kind < 8) {
      if (r.width() > MAX_WIDTH) throw new RfbException("a Tight rectangle is too wide");
      filtered(in, kind, r, screen);
    } else {
      throw new RfbException("Tight sends a picture format that was not asked for: " + kind);
    }
  }

  private void filtered(RfbInput in, int kind, Rect r, Framebuffer screen) throws IOException {
    int filter = (kind & 4) == 0 ? 0 : in.u8();
    var zip = zips[kind & 3];
    switch (filter) {
      case 0 -> plain(pixels(in, zip, r.width() * 3, r), r, screen);
      case 1 -> {
        var palette = new int[in.u8() + 1];
        for (int k = 0; k < palette.length; k++) palette[k] = colour(in);
        boolean bits = palette.length <= 2;
        int rowBytes = bits ? (r.width() + 7) / 8 : r.width();
        palette(palette, bits, pixels(in, zip, rowBytes, r), r, screen);
      }
      case 2 -> gradient(pixels(in, zip, r.width() * 3, r), r, screen);
      default -> throw new RfbException("Tight has no filter " + filter);
    }
  }

  private static byte[] pixels(RfbInput in, Unzip zip, int rowBytes, Rect r) throws IOException {
    int size = rowBytes * r.height();
    if (size < MIN_TO_COMPRESS) return in.bytes(size);
    zip.read(in, in.compactLength(MAX_PACKED, "a Tight rectangle"), size);
    if (zip.size() != size) throw new RfbException("a Tight rectangle ends in the middle");
    return zip.bytes();
  }

  private static void plain(byte[] b, Rect r, Framebuffer screen) {
    int from = 0;
    for (int y = r.y(); y < r.bottom(); y++) {
      int to = screen.at(r.x(), y);
      for (int k = 0; k < r.width(); k++, from += 3) {
        screen.pixels()[to++] =
            Framebuffer.rgb(b[from] & 255, b[from + 1] & 255, b[from + 2] & 255);
      }
    }
  }

  private static void palette(int[] palette, boolean bits, byte[] b, Rect r, Framebuffer screen)
      throws RfbException {
    int row = 0;
    for (int y = r.y(); y < r.bottom(); y++) {
      int to = screen.at(r.x(), y);
      for (int k = 0; k < r.width(); k++) {
        int index = bits ? b[row + k / 8] >> 7 - k % 8 & 1 : b[row + k] & 255;
        if (index >= palette.length) {
          throw new RfbException("a Tight rectangle names a colour it does not have");
        }
        screen.pixels()[to++] = palette[index];
      }
      row += bits ? (r.width() + 7) / 8 : r.width();
    }
  }

  /// Each pixel is sent as its distance from left + above − above left.
  private static void gradient(byte[] b, Rect r, Framebuffer screen) {
    var above = new int[(r.width() + 1) * 3];
    var row = new int[above.length];
    int from = 0;
    for (int y = r.y(); y < r.bottom(); y++) {
      int to = screen.at(r.x(), y);
      for (int k = 1; k <= r.width(); k++) {
        for (int c = 0; c < 3; c++) {
          int left = row[(k - 1) * 3 + c];
          int guess = Math.clamp(left + above[k * 3 + c] - above[(k - 1) * 3 + c], 0, 255);
          row[k * 3 + c] = b[from++] + guess & 255;
        }
        screen.pixels()[to++] = Framebuffer.rgb(row[k * 3], row[k * 3 + 1], row[k * 3 + 2]);
      }
      var swap = above;
      above = row;
      row = swap;
      row[0] = row[1] = row[2] = 0;
    }
  }

  private static int colour(RfbInput in) throws IOException {
    int red = in.u8();
    int green = in.u8();
    return Framebuffer.rgb(red, green, in.u8());
  }

  @Override
  public void close() {
    for (var zip : zips) zip.close();
  }
}
