package io.stampede.desktop.vnc;

import java.util.Arrays;

/// The remote screen as opaque ARGB pixels, row by row. Belongs to one session's thread.
final class Framebuffer {
  /// An 8K screen. More is refused, so that a server cannot make us allocate without end.
  static final int MAX_PIXELS = 7680 * 4320;

  static final int MAX_SIDE = 16384;
  static final int OPAQUE = 0xff000000;

  private int width;
  private int height;
  private int[] pixels;

  Framebuffer(int width, int height) throws RfbException {
    this.pixels = allocate(width, height);
    this.width = width;
    this.height = height;
  }

  /// Takes a new size; what was shown stays where it still fits.
  void resize(int newWidth, int newHeight) throws RfbException {
    if (newWidth == width && newHeight == height) return;
    var next = allocate(newWidth, newHeight);
    int columns = Math.min(width, newWidth);
    for (int y = 0; y < Math.min(height, newHeight); y++) {
      System.arraycopy(pixels, y * width, next, y * newWidth, columns);
    }
    pixels = next;
    width = newWidth;
    height = newHeight;
  }

  private static int[] allocate(int width, int height) throws RfbException {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new RfbException("a screen of %d × %d cannot be shown".formatted(width, height));
    }
    if ((long) width * height > MAX_PIXELS) {
      throw new RfbException("a screen of %d × %d is too large".formatted(width, height));
    }
    var pixels = new int[width * height];
    Arrays.fill(pixels, OPAQUE);
    return pixels;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int pixel(int x, int y) {
    return pixels[y * width + x];
  }

  /// The pixels themselves, for decoders that write rows; index with [#at].
  int[] pixels() {
    return pixels;
  }

  int at(int x, int y) {
    return y * width + x;
  }

  /// @throws RfbException when the rectangle is not wholly on the screen
  void check(Rect r) throws RfbException {
    if (!r.within(width, height)) {
      throw new RfbException(
          "rectangle %d × %d at %d, %d is outside of the screen of %d × %d"
              .formatted(r.width(), r.height(), r.x(), r.y(), width, height));
    }
  }

  void fill(int x, int y, int w, int h, int colour) {
    for (int row = y; row < y + h; row++) {
      Arrays.fill(pixels, at(x, row), at(x, row) + w, colour);
    }
  }

  /// Moves a part of the screen to `to`; the two may overlap.
  void copy(int fromX, int fromY, Rect to) {
    boolean down = fromY < to.y();
    for (int i = 0; i < to.height(); i++) {
      int row = down ? to.height() - 1 - i : i;
      System.arraycopy(
          pixels, at(fromX, fromY + row), pixels, at(to.x(), to.y() + row), to.width());
    }
  }

  static int rgb(int red, int green, int blue) {
    return OPAQUE | red << 16 | green << 8 | blue;
  }
}
