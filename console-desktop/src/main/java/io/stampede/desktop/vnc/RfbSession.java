package io.stampede.desktop.vnc;

import io.stampede.ssh.ByteStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One conversation with a VNC server, RFB 3.8 (RFC 6143).
///
/// [#run] blocks until the conversation ends; the others may be called meanwhile from any thread.
final class RfbSession implements AutoCloseable {
  private static final int SECURITY_NONE = 1;
  private static final int MAX_NAME = 4096;
  private static final int MAX_REASON = 4096;
  private static final int MAX_CLIPBOARD = 1 << 20;

  private final ByteStream stream;
  private final RfbInput in;
  private final RfbOutput out;
  private final RfbListener listener;
  private final RawDecoder raw = new RawDecoder();
  private final CopyRectDecoder copyRect = new CopyRectDecoder();
  private final ZrleDecoder zrle = new ZrleDecoder();
  private final TightDecoder tight = new TightDecoder();

  RfbSession(ByteStream stream, RfbListener listener) {
    this.stream = stream;
    this.listener = listener;
    this.in = new RfbInput(stream.in());
    this.out = new RfbOutput(stream.out());
  }

  /// What to send.
  RfbOutput out() {
    return out;
  }

  /// @throws IOException always: why it ended
  void run() throws IOException {
    try (zrle;
        tight) {
      var screen = handshake();
      out.pixelFormat();
      out.encodings();
      out.request(false, screen.width(), screen.height());
      while (true) message(screen);
    }
  }

  private Framebuffer handshake() throws IOException {
    var version = new String(in.bytes(12), StandardCharsets.US_ASCII);
    if (!version.matches("RFB 003\\.\\d{3}\n") || version.compareTo("RFB 003.007\n") < 0) {
      throw new RfbException("the server does not speak RFB 3.7 or later");
    }
    boolean tellsResult = !version.equals("RFB 003.007\n");
    out.bytes((tellsResult ? "RFB 003.008\n" : version).getBytes(StandardCharsets.US_ASCII));
    security(tellsResult);
    out.bytes((byte) 1); // shared: others may look too
    var screen = new Framebuffer(in.u16(), in.u16());
    in.skip(16);
    var name = new String(in.bytes(in.length(MAX_NAME, "a name")), StandardCharsets.UTF_8);
    listener.opened(name, screen);
    return screen;
  }

  private void security(boolean tellsResult) throws IOException {
    int count = in.u8();
    if (count == 0) throw new RfbException("the server refuses: " + reason());
    boolean open = false;
    for (byte type : in.bytes(count)) open |= type == SECURITY_NONE;
    if (!open) throw new RfbException("the server wants a password of its own");
    out.bytes((byte) SECURITY_NONE);
    if (tellsResult && in.i32() != 0) throw new RfbException("the server refuses: " + reason());
  }

  private String reason() throws IOException {
    return new String(in.bytes(in.length(MAX_REASON, "a reason")), StandardCharsets.UTF_8);
  }

  private void message(Framebuffer screen) throws IOException {
    int type = in.u8();
    switch (type) {
      case 0 -> {
        int before = screen.pixels().length;
        update(screen);
        boolean sameSize = before == screen.pixels().length;
        out.request(sameSize, screen.width(), screen.height());
      }
      case 1 -> {
        in.skip(3);
        in.skip(6L * in.u16());
      }
      case 2 -> listener.bell();
      case 3 -> {
        in.skip(3);
        var text = in.bytes(in.length(MAX_CLIPBOARD, "a clipboard"));
        listener.clipboard(new String(text, StandardCharsets.ISO_8859_1));
      }
      default -> throw new RfbException("the server sent a message of unknown type " + type);
    }
  }

  private void update(Framebuffer screen) throws IOException {
    in.skip(1);
    int count = in.u16();
    var dirty = new Rect(0, 0, 0, 0);
    for (int i = 0; i < count; i++) {
      var r = new Rect(in.u16(), in.u16(), in.u16(), in.u16());
      var painted = rectangle(r, screen);
      if (painted.isEmpty()) break;
      dirty = dirty.union(painted.get());
    }
    var part = dirty.clippedTo(screen.width(), screen.height());
    if (part.isPresent()) listener.painted(screen, part.get());
  }

  /// @return what it painted; empty when it was the last of its update
  private Optional<Rect> rectangle(Rect r, Framebuffer screen) throws IOException {
    int number = in.i32();
    var encoding =
        Encoding.of(number)
            .orElseThrow(() -> new RfbException("encoding " + number + " was not asked for"));
    return switch (encoding) {
      case RAW -> painted(raw, r, screen);
      case COPY_RECT -> painted(copyRect, r, screen);
      case ZRLE -> painted(zrle, r, screen);
      case TIGHT -> painted(tight, r, screen);
      case DESKTOP_SIZE -> resized(r, screen);
      case EXTENDED_DESKTOP_SIZE -> {
        int monitors = in.u8();
        in.skip(3 + 16L * monitors);
        yield resized(r, screen);
      }
      case CURSOR -> {
        listener.cursor(Cursor.read(in, r));
        yield Optional.of(new Rect(0, 0, 0, 0));
      }
      case LAST_RECT -> Optional.empty();
    };
  }

  private Optional<Rect> painted(Decoder decoder, Rect r, Framebuffer screen) throws IOException {
    screen.check(r);
    if (!r.isEmpty()) decoder.decode(in, r, screen);
    return Optional.of(r);
  }

  private static Optional<Rect> resized(Rect r, Framebuffer screen) throws RfbException {
    screen.resize(r.width(), r.height());
    return Optional.of(new Rect(0, 0, r.width(), r.height()));
  }

  /// Ends [#run], from any thread.
  @Override
  public void close() {
    stream.close();
  }
}
