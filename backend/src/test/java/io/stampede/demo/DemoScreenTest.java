package io.stampede.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.ssh.ByteStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DemoScreenTest {
  @Test
  void a_key_changes_pixels() throws IOException {
    try (var screen = DemoScreen.open("web1")) {
      assertThat(greet(screen)).isEqualTo("web1");
      var before = frame(screen, false);
      press(screen, 'x');
      assertThat(frame(screen, true)).hasSameSizeAs(before).isNotEqualTo(before);
    }
  }

  @Test
  void two_machines_look_different() throws IOException {
    try (var one = DemoScreen.open("web1");
        var two = DemoScreen.open("db1")) {
      greet(one);
      greet(two);
      assertThat(frame(one, false)).isNotEqualTo(frame(two, false));
    }
  }

  @Test
  void pixels_come_in_the_form_that_was_asked_for() throws IOException {
    try (var screen = DemoScreen.open("web1")) {
      greet(screen);
      var out = new DataOutputStream(screen.out());
      out.write(new byte[4]);
      new RfbPixels(16, true, 31, 63, 31, 11 << 16 | 5 << 8).write(out);
      ask(screen, false);
      var in = new DataInputStream(screen.in());
      in.skipNBytes(16);
      var first = in.readUnsignedShort();
      assertThat(first)
          .isEqualTo(((0x1d * 31 / 255) << 11) | ((0x27 * 63 / 255) << 5) | (0x33 * 31 / 255));
      in.skipNBytes(DemoScreen.WIDTH * DemoScreen.HEIGHT * 2 - 2);
    }
  }

  private static String greet(ByteStream screen) throws IOException {
    var in = new DataInputStream(screen.in());
    var out = screen.out();
    out.write(in.readNBytes(12));
    assertThat(in.readNBytes(2)).containsExactly(1, 1);
    out.write(1);
    assertThat(in.readInt()).isZero();
    out.write(1);
    assertThat(in.readUnsignedShort()).isEqualTo(DemoScreen.WIDTH);
    assertThat(in.readUnsignedShort()).isEqualTo(DemoScreen.HEIGHT);
    in.skipNBytes(16);
    return new String(in.readNBytes(in.readInt()), UTF_8);
  }

  private static void press(ByteStream screen, char key) throws IOException {
    var out = new DataOutputStream(screen.out());
    out.write(new byte[] {4, 1, 0, 0});
    out.writeInt(key);
  }

  private static void ask(ByteStream screen, boolean incremental) throws IOException {
    var out = new DataOutputStream(screen.out());
    out.write(new byte[] {3, (byte) (incremental ? 1 : 0), 0, 0, 0, 0});
    out.writeShort(DemoScreen.WIDTH);
    out.writeShort(DemoScreen.HEIGHT);
  }

  private static byte[] frame(ByteStream screen, boolean incremental) throws IOException {
    ask(screen, incremental);
    var in = new DataInputStream(screen.in());
    in.skipNBytes(16);
    return in.readNBytes(DemoScreen.WIDTH * DemoScreen.HEIGHT * 4);
  }
}
