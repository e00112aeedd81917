package io.stampede.desktop.vnc;

import java.util.Optional;

/// A rectangle of pixels; x and y may not be negative.
public record Rect(int x, int y, int width, int height) {
  public Rect {
    if (x < 0 || y < 0 || width < 0 || height < 0) {
      throw new IllegalArgumentException("negative rectangle");
    }
  }

  int right() {
    return x + width;
  }

  int bottom() {
    return y + height;
  }

  boolean isEmpty() {
    return width == 0 || height == 0;
  }

  boolean within(int w, int h) {
    return right() <= w && bottom() <= h;
  }

  /// The smallest rectangle around both; an empty one adds nothing.
  Rect union(Rect other) {
    if (isEmpty()) return other;
    if (other.isEmpty()) return this;
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    return new Rect(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  Optional<Rect> clippedTo(int w, int h) {
    int r = Math.min(right(), w);
    int b = Math.min(bottom(), h);
    return r <= x || b <= y ? Optional.empty() : Optional.of(new Rect(x, y, r - x, b - y));
  }
}
