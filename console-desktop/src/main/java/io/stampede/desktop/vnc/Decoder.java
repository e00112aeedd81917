package io.stampede.desktop.vnc;

import java.io.IOException;

/// Reads one rectangle and paints it. The rectangle lies within the screen.
interface Decoder {
  void decode(RfbInput in, Rect r, Framebuffer screen) throws IOException;
}
