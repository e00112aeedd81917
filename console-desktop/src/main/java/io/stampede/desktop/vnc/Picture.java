package io.stampede.desktop.vnc;

import io.stampede.desktop.background.Background;
import java.awt.image.BufferedImage;
import java.nio.IntBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// The screen as the toolkit paints it: a copy of the framebuffer, renewed where it changed, at
/// most once a turn of the toolkit.
final class Picture {
  /// Pixels of one size; a new size is a new frame.
  private record Frame(int width, int height, int[] pixels, PixelBuffer<IntBuffer> buffer) {
    static Frame of(int width, int height) {
      var pixels = new int[width * height];
      var format = PixelFormat.getIntArgbPreInstance();
      return new Frame(
          width, height, pixels, new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), format));
    }
  }

  private final Runnable renew;
  private final Consumer<Image> newImage;
  private Optional<Frame> frame = Optional.empty();
  private Optional<Frame> shown = Optional.empty();
  private Rect dirty = new Rect(0, 0, 0, 0);

  /// @param newImage told on the toolkit's thread when there is an image of a new size
  Picture(Background background, Consumer<Image> newImage) {
    this.newImage = newImage;
    this.renew = background.coalesced(this::renew);
  }

  /// On the session's thread.
  synchronized void paint(Framebuffer screen, Rect part) {
    var now =
        frame
            .filter(f -> f.width == screen.width() && f.height == screen.height())
            .orElseGet(() -> Frame.of(screen.width(), screen.height()));
    boolean fresh = frame.filter(f -> f == now).isEmpty();
    var copied = fresh ? new Rect(0, 0, now.width, now.height) : part;
    for (int y = copied.y(); y < copied.bottom(); y++) {
      int at = screen.at(copied.x(), y);
      System.arraycopy(screen.pixels(), at, now.pixels, at, copied.width());
    }
    frame = Optional.of(now);
    dirty = fresh ? copied : dirty.union(copied);
    renew.run();
  }

  private synchronized void renew() {
    if (frame.isEmpty()) return;
    var now = frame.get();
    var r = dirty;
    dirty = new Rect(0, 0, 0, 0);
    if (shown.filter(f -> f == now).isEmpty()) {
      shown = frame;
      newImage.accept(new WritableImage(now.buffer));
    } else if (!r.isEmpty()) {
      now.buffer.updateBuffer(_ -> new Rectangle2D(r.x(), r.y(), r.width(), r.height()));
    }
  }

  /// What is on the screen now, for a file.
  synchronized Optional<BufferedImage> copy() {
    return frame.map(f -> {
      var image = new BufferedImage(f.width, f.height, BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, f.width, f.height, f.pixels, 0, f.width);
      return image;
    });
  }
}
