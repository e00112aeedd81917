package io.stampede.desktop.vnc;

import java.io.IOException;

/// Tiles of 64 × 64, each plain, of one colour, of a palette, or in runs; all of it zlib (RFC 6143,
/// 7.7.6).
final class ZrleDecoder implements Decoder, AutoCloseable {
  private static final int TILE = 64;
  private static final int MAX_PACKED = 64 << 20;

  private final Unzip zip = new Unzip();
  private final int[] palette = new int[128];
  private int at;

  @Override
  public void decode(RfbInput in, Rect r, Framebuffer screen) throws IOException {
    int tiles = ((r.width() + TILE - 1) / TILE) * ((r.height() + TILE - 1) / TILE);
    // The worst a sane server sends: each pixel a run of its own, and a palette for each tile.
    int most = r.width() * r.height() * 4 + tiles * (1 + 127 * 3);
    zip.read(in, in.length(MAX_PACKED, "a ZRLE rectangle"), most);
    at = 0;
    for (int y = r.y(); y < r.bottom(); y += TILE) {
      for (int x = r.x(); x < r.right(); x += TILE) {
        int w = Math.min(TILE, r.right() - x);
        int h = Math.min(TILE, r.bottom() - y);
        tile(new Rect(x, y, w, h), screen);
      }
    }
  }

  private void tile(Rect t, Framebuffer screen) throws RfbException {
    int kind = u8();
    if (kind == 0) {
      plain(t, screen);
    } else if (kind == 1) {
      screen.fill(t.x(), t.y(), t.width(), t.height(), colour());
    } else if (kind <= 16) {
      packed(kind, t, screen);
    } else if (kind == 128) {
      runs(t, screen);
    } else if (kind >= 130) {
      paletteRuns(kind - 128, t, screen);
    } else {
      throw new RfbException("there is no ZRLE tile of kind " + kind);
    }
  }

  private void plain(Rect t, Framebuffer screen) throws RfbException {
    for (int y = t.y(); y < t.bottom(); y++) {
      int to = screen.at(t.x(), y);
      for (int k = 0; k < t.width(); k++) screen.pixels()[to++] = colour();
    }
  }

  private void packed(int colours, Rect t, Framebuffer screen) throws RfbException {
    readPalette(colours);
    int bits = colours == 2 ? 1 : colours <= 4 ? 2 : 4;
    int mask = (1 << bits) - 1;
    for (int y = t.y(); y < t.bottom(); y++) {
      int to = screen.at(t.x(), y);
      int left = 0;
      int octet = 0;
      for (int k = 0; k < t.width(); k++) {
        if (left == 0) {
          octet = u8();
          left = 8;
        }
        left -= bits;
        screen.pixels()[to++] = colour(octet >> left & mask, colours);
      }
    }
  }

  private void runs(Rect t, Framebuffer screen) throws RfbException {
    var pen = new Pen(t, screen);
    while (!pen.done()) {
      int colour = colour();
      pen.paint(colour, runLength());
    }
  }

  private void paletteRuns(int colours, Rect t, Framebuffer screen) throws RfbException {
    readPalette(colours);
    var pen = new Pen(t, screen);
    while (!pen.done()) {
      int b = u8();
      int colour = colour(b & 0x7f, colours);
      pen.paint(colour, b < 128 ? 1 : runLength());
    }
  }

  private void readPalette(int colours) throws RfbException {
    for (int k = 0; k < colours; k++) palette[k] = colour();
  }

  private int colour(int index, int colours) throws RfbException {
    if (index >= colours) throw new RfbException("a ZRLE tile names a colour it does not have");
    return palette[index];
  }

  private int runLength() throws RfbException {
    int run = 1;
    int b;
    do {
      b = u8();
      run += b;
      if (run > TILE * TILE) throw new RfbException("a ZRLE run is longer than its tile");
    } while (b == 255);
    return run;
  }

  private int u8() throws RfbException {
    if (at >= zip.size()) throw new RfbException("a ZRLE rectangle ends in the middle of a tile");
    return zip.bytes()[at++] & 255;
  }

  private int colour() throws RfbException {
    int blue = u8();
    int green = u8();
    return Framebuffer.rgb(u8(), green, blue);
  }

  @Override
  public void close() {
    zip.close();
  }

  /// Paints a tile pixel by pixel, row after row.
  private static final class Pen {
    private final Rect tile;
    private final Framebuffer screen;
    private int painted;

    Pen(Rect tile, Framebuffer screen) {
      this.tile = tile;
      this.screen = screen;
    }

    boolean done() {
      return painted == tile.width() * tile.height();
    }

    void paint(int colour, int run) throws RfbException {
      if (painted + run > tile.width() * tile.height()) {
        throw new RfbException("a ZRLE run goes beyond its tile");
      }
      for (int left = run; left > 0; ) {
        int column = painted % tile.width();
        int n = Math.min(left, tile.width() - column);
        screen.fill(tile.x() + column, tile.y() + painted / tile.width(), n, 1, colour);
        painted += n;
        left -= n;
      }
    }
  }
}
