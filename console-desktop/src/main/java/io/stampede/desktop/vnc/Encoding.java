package io.stampede.desktop.vnc;

import java.util.Optional;

/// The encodings that are asked for, best first, with their numbers of RFC 6143 and the community's
/// rfbproto document.
///
/// JPEG inside Tight is not asked for: over a kept SSH connection lossless is fast enough, and a
/// hostile picture then meets no image library.
enum Encoding {
  TIGHT(7),
  ZRLE(16),
  COPY_RECT(1),
  RAW(0),
  DESKTOP_SIZE(-223),
  EXTENDED_DESKTOP_SIZE(-308),
  LAST_RECT(-224),
  CURSOR(-239);

  private final int number;

  Encoding(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Optional<Encoding> of(int number) {
    for (var e : values()) if (e.number == number) return Optional.of(e);
    return Optional.empty();
  }
}
