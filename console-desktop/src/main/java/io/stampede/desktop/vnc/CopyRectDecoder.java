package io.stampede.desktop.vnc;

import java.io.IOException;

/// A part of the screen is also elsewhere.
final class CopyRectDecoder implements Decoder {
  @Override
  public void decode(RfbInput in, Rect r, Framebuffer screen) throws IOException {
    int x = in.u16();
    int y = in.u16();
    screen.check(new Rect(x, y, r.width(), r.height()));
    screen.copy(x, y, r);
  }
}
