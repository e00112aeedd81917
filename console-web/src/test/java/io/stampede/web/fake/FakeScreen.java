package io.stampede.web.fake;

import io.stampede.ssh.ByteStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;

/// An RFB 3.8 server (RFC 6143) of one colour that changes with each key pressed.
final class FakeScreen implements ByteStream {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;

  private final InputStream toViewer;
  private final OutputStream fromViewer;
  private final DataInputStream in;
  private final DataOutputStream out;
  private int colour = 0x204080;
  private boolean asked;

  FakeScreen() {
    try {
      var there = Pipe.open();
      var back = Pipe.open();
      toViewer = Channels.newInputStream(there.source());
      fromViewer = Channels.newOutputStream(back.sink());
      in = new DataInputStream(Channels.newInputStream(back.source()));
      out =
          new DataOutputStream(
              new java.io.BufferedOutputStream(Channels.newOutputStream(there.sink()), 1 << 16));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Thread.ofVirtual().name("fake-screen").start(this::serve);
  }

  private void serve() {
    try {
      greet();
      while (true) {
        switch (in.readUnsignedByte()) {
          case 0 -> in.skipNBytes(19);
          case 2 -> {
            in.skipNBytes(1);
            in.skipNBytes(4L * in.readUnsignedShort());
          }
          case 3 -> {
            boolean incremental = in.readUnsignedByte() != 0;
            in.skipNBytes(8);
            if (incremental) asked = true;
            else paint();
          }
          case 4 -> {
            boolean down = in.readUnsignedByte() != 0;
            in.skipNBytes(6);
            if (down) change();
          }
          case 5 -> in.skipNBytes(5);
          case 6 -> {
            in.skipNBytes(3);
            in.skipNBytes(Math.abs(in.readInt()));
          }
          default -> throw new IOException("not RFB");
        }
      }
    } catch (IOException _) {
      close();
    }
  }

  private void greet() throws IOException {
    out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    in.skipNBytes(12);
    out.write(new byte[] {1, 1});
    out.flush();
    in.skipNBytes(1);
    out.writeInt(0);
    out.flush();
    in.skipNBytes(1);
    out.writeShort(WIDTH);
    out.writeShort(HEIGHT);
    out.write(new byte[] {32, 24, 0, 1, 0, (byte) 255, 0, (byte) 255, 0, (byte) 255, 16, 8, 0});
    out.write(new byte[3]);
    out.writeInt(4);
    out.write("fake".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void change() throws IOException {
    colour = ~colour & 0xffffff;
    if (asked) paint();
  }

  private void paint() throws IOException {
    asked = false;
    out.writeByte(0);
    out.writeByte(0);
    out.writeShort(1);
    out.writeShort(0);
    out.writeShort(0);
    out.writeShort(WIDTH);
    out.writeShort(HEIGHT);
    out.writeInt(0);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        out.writeInt(Integer.reverseBytes(x / 40 % 2 == y / 40 % 2 ? colour : colour ^ 0x181818));
      }
    }
    out.flush();
  }

  @Override
  public InputStream in() {
    return toViewer;
  }

  @Override
  public OutputStream out() {
    return fromViewer;
  }

  @Override
  public void close() {
    try {
      out.close();
      fromViewer.close();
      in.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
