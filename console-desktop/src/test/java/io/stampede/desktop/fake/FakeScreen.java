package io.stampede.desktop.fake;

import io.stampede.ssh.ByteStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A VNC server in memory: a text screen of coloured cells on which each pressed key leaves a cell.
/// Speaks RFB 3.8 with Raw rectangles and remembers what it was told.
public final class FakeScreen {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 400;
  private static final int CELL = 16;

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<ByteStream> open = new CopyOnWriteArrayList<>();

  /// What clients sent, as `key 61 down`, `pointer 3,4 1`, `clipboard abc`.
  public List<String> heard() {
    return heard;
  }

  /// How often it was opened.
  public int opened() {
    return open.size();
  }

  /// Breaks all connections, as when the network goes.
  public void cut() {
    open.forEach(ByteStream::close);
  }

  public ByteStream open() {
    try {
      var toServer = new PipedOutputStream();
      var toClient = new PipedOutputStream();
      var serverIn = new PipedInputStream(toServer, 1 << 16);
      var clientIn = new PipedInputStream(toClient, 1 << 21);
      var stream = new Pipe(clientIn, toServer, toClient);
      open.add(stream);
      Thread.ofVirtual().start(new Session(serverIn, toClient));
      return stream;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Pipe(InputStream in, OutputStream out, OutputStream other) implements ByteStream {
    @Override
    public void close() {
      try {
        out.close();
        other.close();
        in.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final class Session implements Runnable {
    private final DataInputStream in;
    private final DataOutputStream out;
    private final byte[] pixels = new byte[WIDTH * HEIGHT * 4];
    private int cursor;
    private boolean asked;
    private boolean dirty = true;

    Session(InputStream in, OutputStream out) {
      this.in = new DataInputStream(in);
      this.out = new DataOutputStream(out);
    }

    @Override
    public void run() {
      try (out) {
        shake();
        while (true) {
          hear();
          if (asked && dirty) paint();
        }
      } catch (IOException e) {
        heard.add("ended");
      }
    }

    private void shake() throws IOException {
      out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      in.readNBytes(12);
      out.write(new byte[] {1, 1});
      out.flush();
      in.readByte();
      out.writeInt(0);
      out.flush();
      in.readByte();
      out.writeShort(WIDTH);
      out.writeShort(HEIGHT);
      out.write(new byte[] {32, 24, 0, 1, 0, -1, 0, -1, 0, -1, 16, 8, 0, 0, 0, 0});
      var name = "fake".getBytes(StandardCharsets.US_ASCII);
      out.writeInt(name.length);
      out.write(name);
      out.flush();
      for (int i = 0; i < pixels.length; i += 4) {
        pixels[i] = 40;
        pixels[i + 1] = 24;
        pixels[i + 2] = 16;
      }
      for (int row = 0; row < 9; row++) {
        for (int k = 0; k < 6 + row * 7 % 23; k++) if (k % 7 != 5) cell(k, row, 0x90a4ae);
      }
      cursor = 10 * (WIDTH / CELL);
    }

    private void cell(int column, int row, int rgb) {
      for (int y = row * CELL + 3; y < row * CELL + 13; y++) {
        for (int x = column * CELL / 2 + 8; x < column * CELL / 2 + 14; x++) {
          int at = (y * WIDTH + x) * 4;
          pixels[at] = (byte) rgb;
          pixels[at + 1] = (byte) (rgb >> 8);
          pixels[at + 2] = (byte) (rgb >> 16);
        }
      }
    }

    private void hear() throws IOException {
      int type = in.readUnsignedByte();
      switch (type) {
        case 0 -> in.readNBytes(19);
        case 2 -> {
          in.readByte();
          in.readNBytes(4 * in.readUnsignedShort());
        }
        case 3 -> {
          if (!in.readBoolean()) dirty = true;
          in.readNBytes(8);
          asked = true;
        }
        case 4 -> key(in.readBoolean());
        case 5 -> {
          int buttons = in.readUnsignedByte();
          heard.add(
              "pointer %d,%d %d"
                  .formatted(in.readUnsignedShort(), in.readUnsignedShort(), buttons));
        }
        case 6 -> {
          in.readNBytes(3);
          var text = in.readNBytes(in.readInt());
          heard.add("clipboard " + new String(text, StandardCharsets.ISO_8859_1));
        }
        default -> throw new IOException("message " + type);
      }
    }

    private void key(boolean down) throws IOException {
      in.readShort();
      int keysym = in.readInt();
      heard.add("key %x %s".formatted(keysym, down ? "down" : "up"));
      if (!down) return;
      cell(cursor % 70, cursor / (WIDTH / CELL), 0x4ade80);
      cursor++;
      dirty = true;
    }

    private void paint() throws IOException {
      out.writeShort(0);
      out.writeShort(1);
      out.writeShort(0);
      out.writeShort(0);
      out.writeShort(WIDTH);
      out.writeShort(HEIGHT);
      out.writeInt(0);
      out.write(pixels);
      out.flush();
      asked = false;
      dirty = false;
    }
  }
}
