package io.stampede.desktop.vnc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stampede.ssh.ByteStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a server sends, the session ends with words and without large allocations.
class HostileServerTest {
  private static final Rect ALL = new Rect(0, 0, 8, 8);

  private record Said(InputStream in, OutputStream out) implements ByteStream {
    @Override
    public void close() {}
  }

  private static Bytes hello() {
    return new Bytes().text("RFB 003.008\n").u8(1, 1).i32(0).u16(8, 8).i32(0, 0, 0, 0).i32(0);
  }

  private static Bytes update(int x, int y, int w, int h, int encoding) {
    return hello().u8(0, 0).u16(1).u16(x, y, w, h).i32(encoding);
  }

  private static RfbSession session(byte[] says) {
    return new RfbSession(
        new Said(new ByteArrayInputStream(says), new ByteArrayOutputStream()), new Deaf());
  }

  static Stream<Object[]> lies() {
    return Stream.of(
        lie("no RFB", new Bytes().text("SSH-2.0-abcd\n"), "does not speak RFB"),
        lie("old", new Bytes().text("RFB 003.003\n"), "does not speak RFB"),
        lie(
            "refusal",
            new Bytes().text("RFB 003.008\n").u8(0).i32(4).text("full"),
            "refuses: full"),
        lie("password", new Bytes().text("RFB 003.008\n").u8(1, 2), "password"),
        lie(
            "endless reason",
            new Bytes().text("RFB 003.008\n").u8(0).i32(Integer.MAX_VALUE),
            "a reason of 2147483647 bytes"),
        lie(
            "no screen",
            new Bytes().text("RFB 003.008\n").u8(1, 1).i32(0).u16(0, 8).i32(0, 0, 0, 0),
            "cannot be shown"),
        lie(
            "huge screen",
            new Bytes().text("RFB 003.008\n").u8(1, 1).i32(0).u16(16384, 16384).i32(0, 0, 0, 0),
            "too large"),
        lie(
            "negative name",
            new Bytes().text("RFB 003.008\n").u8(1, 1).i32(0).u16(8, 8).i32(0, 0, 0, 0).i32(-1),
            "a name of 4294967295 bytes"),
        lie("unknown message", hello().u8(77), "unknown type 77"),
        lie("endless clipboard", hello().u8(3, 0, 0, 0).i32(-5), "a clipboard of"),
        lie("outside", update(4, 4, 8, 8, 0), "outside of the screen"),
        lie("copied from outside", update(0, 0, 4, 4, 1).u16(6, 6), "outside of the screen"),
        lie("unasked encoding", update(0, 0, 4, 4, 5), "encoding 5 was not asked for"),
        lie("endless rectangle", update(0, 0, 8, 8, 16).i32(-1), "a ZRLE rectangle of"),
        lie("grown too large", update(0, 0, 65535, 65535, -223), "cannot be shown"),
        lie("large pointer", update(0, 0, 4000, 4000, -239), "a pointer of 4000"),
        lie("picture in Tight", update(0, 0, 8, 8, 7).u8(0x90), "not asked for: 9"),
        lie("no such filter", update(0, 0, 8, 8, 7).u8(0x40, 9), "no filter 9"));
  }

  private static Object[] lie(String name, Bytes says, String words) {
    return new Object[] {name, says.array(), words};
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void a_lie_ends_the_session_with_words(String name, byte[] says, String words) {
    assertThatThrownBy(() -> session(says).run())
        .as(name)
        .isInstanceOf(RfbException.class)
        .hasMessageContaining(words);
  }

  private static void zrle(Bytes tiles) throws IOException {
    var packed = tiles.zipped(new Deflater());
    var bytes = new Bytes().i32(packed.length).raw(packed);
    new ZrleDecoder().decode(bytes.input(), ALL, new Framebuffer(8, 8));
  }

  @Test
  void a_few_bytes_do_not_unfold_into_many() {
    var bomb = new Bytes().raw(new byte[10_000_000]);
    assertThatThrownBy(() -> zrle(bomb)).hasMessageContaining("more pixels came");
  }

  @Test
  void a_tile_must_be_whole_and_name_only_what_it_has() {
    assertThatThrownBy(() -> zrle(Bytes.of(0, 1, 2))).hasMessageContaining("ends in the middle");
    assertThatThrownBy(() -> zrle(Bytes.of(17))).hasMessageContaining("no ZRLE tile");
    assertThatThrownBy(() -> zrle(Bytes.of(128, 1, 1, 1, 200)))
        .hasMessageContaining("beyond its tile");
    assertThatThrownBy(() -> zrle(Bytes.of(130, 1, 1, 1, 2, 2, 2, 5)))
        .hasMessageContaining("a colour it does not have");
    assertThatThrownBy(() -> zrle(Bytes.of(3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 255)))
        .hasMessageContaining("a colour it does not have");
  }

  @Test
  void damaged_compression_is_told() {
    var bytes = new Bytes().i32(4).u8(1, 2, 3, 4);
    assertThatThrownBy(() -> new ZrleDecoder().decode(bytes.input(), ALL, new Framebuffer(8, 8)))
        .isInstanceOf(RfbException.class)
        .hasMessageContaining("damaged");
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noise_after_a_good_start_ends_as_an_io_error(int seed) {
    var random = new Random(seed);
    var noise = new byte[4000];
    random.nextBytes(noise);
    int[] encodings = {0, 1, 7, 16, -223, -239, -308, -224};
    var says =
        update(0, 0, 8, 8, encodings[seed % encodings.length]).u8(0, 0, 2).raw(noise).array();
    assertThatThrownBy(() -> session(says).run()).isInstanceOf(IOException.class);
  }

  @Test
  void a_good_server_is_answered_and_shown() {
    var out = new ByteArrayOutputStream();
    var says = update(0, 0, 1, 1, 0).u8(0, 0, 255, 0).array();
    var heard = new Deaf();
    var session = new RfbSession(new Said(new ByteArrayInputStream(says), out), heard);
    assertThatThrownBy(session::run).isInstanceOf(java.io.EOFException.class);
    assertThat(heard.painted).isEqualTo(0xffff0000);
    assertThat(out.toString(java.nio.charset.StandardCharsets.ISO_8859_1))
        .startsWith("RFB 003.008\n\u0001\u0001");
  }

  /// Keeps the first pixel that was painted.
  private static final class Deaf implements RfbListener {
    private int painted;

    @Override
    public void opened(String name, Framebuffer screen) {}

    @Override
    public void painted(Framebuffer screen, Rect part) {
      painted = screen.pixel(0, 0);
    }

    @Override
    public void cursor(Cursor cursor) {}

    @Override
    public void clipboard(String text) {}

    @Override
    public void bell() {}
  }
}
