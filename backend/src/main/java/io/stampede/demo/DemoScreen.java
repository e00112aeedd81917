package io.stampede.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.ssh.ByteStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// The screen of an emulated machine: a small RFB 3.8 server (RFC 6143) that shows the machine's
/// name and what is typed.
final class DemoScreen implements Runnable {
  static final int WIDTH = 320;
  static final int HEIGHT = 200;
  private static final int SCALE = 4;
  private static final int LEFT = 16;
  private static final int COLUMNS = (WIDTH - 2 * LEFT) / (4 * SCALE);
  private static final int BACKGROUND = 0x1d2733;
  private static final int INK = 0xe8eef4;
  private static final int MOST_TEXT = 200;
  private static final int BACKSPACE = 0xff08;

  private final ByteStream stream;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final String name;
  private final StringBuilder typed = new StringBuilder();
  private RfbPixels pixels = RfbPixels.TRUE_COLOUR;
  private boolean changed = true;
  private boolean asked;

  private DemoScreen(String name, ByteStream stream) {
    this.name = name;
    this.stream = stream;
    this.in = new DataInputStream(stream.in());
    this.out = new DataOutputStream(new java.io.BufferedOutputStream(stream.out(), 1 << 16));
  }

  /// The client's end of a new connection.
  static ByteStream open(String name) {
    var toServer = new Pipe();
    var toClient = new Pipe();
    Thread.ofVirtual()
        .name("screen of " + name)
        .start(new DemoScreen(name, Pipe.end(toServer, toClient)));
    return Pipe.end(toClient, toServer);
  }

  @Override
  public void run() {
    try {
      greet();
      while (true) heed(in.readUnsignedByte());
    } catch (IOException _) {
      // the client has gone: there is nobody to tell
    } finally {
      stream.close();
    }
  }

  private void greet() throws IOException {
    out.write("RFB 003.008\n".getBytes(US_ASCII));
    out.flush();
    in.skipNBytes(12);
    out.write(new byte[] {1, 1}); // one way to authenticate: none
    out.flush();
    in.skipNBytes(1);
    out.writeInt(0); // accepted
    out.flush();
    in.skipNBytes(1);
    out.writeShort(WIDTH);
    out.writeShort(HEIGHT);
    pixels.write(out);
    var title = name.getBytes(UTF_8);
    out.writeInt(title.length);
    out.write(title);
    out.flush();
  }

  private void heed(int message) throws IOException {
    switch (message) {
      case 0 -> {
        in.skipNBytes(3);
        pixels = RfbPixels.read(in);
        changed = true;
      }
      case 2 -> {
        in.skipNBytes(1);
        in.skipNBytes(4L * in.readUnsignedShort());
      }
      case 3 -> {
        boolean incremental = in.readBoolean();
        in.skipNBytes(8);
        asked = true;
        changed |= !incremental;
      }
      case 4 -> {
        boolean down = in.readBoolean();
        in.skipNBytes(2);
        int key = in.readInt();
        if (down) type(key);
      }
      case 5 -> in.skipNBytes(5);
      case 6 -> {
        in.skipNBytes(3);
        in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
      }
      default -> throw new IOException("unknown message " + message);
    }
    if (asked && changed) update();
  }

  private void type(int key) {
    if (key == BACKSPACE && !typed.isEmpty()) typed.setLength(typed.length() - 1);
    else if (key >= ' ' && key <= '~' && typed.length() < MOST_TEXT) typed.append((char) key);
    changed = true;
  }

  private void update() throws IOException {
    out.write(new byte[] {0, 0});
    out.writeShort(1);
    out.writeShort(0);
    out.writeShort(0);
    out.writeShort(WIDTH);
    out.writeShort(HEIGHT);
    out.writeInt(0); // raw
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) pixels.write(out, colour(x, y));
    }
    out.flush();
    changed = false;
    asked = false;
  }

  private int colour(int x, int y) {
    int column = (x - LEFT) / (4 * SCALE);
    int line = (y - LEFT) / (7 * SCALE);
    if (x < LEFT || y < LEFT || column >= COLUMNS) return BACKGROUND;
    boolean dot = Glyphs.dot(letter(column, line), (x - LEFT) / SCALE % 4, (y - LEFT) / SCALE % 7);
    return dot ? INK : BACKGROUND;
  }

  /// The name on the first line, what is typed from the third on.
  private char letter(int column, int line) {
    if (line == 0) return column < name.length() ? name.charAt(column) : ' ';
    int at = (line - 2) * COLUMNS + column;
    if (line < 2 || at > typed.length()) return ' ';
    return at == typed.length() ? '_' : typed.charAt(at);
  }
}
