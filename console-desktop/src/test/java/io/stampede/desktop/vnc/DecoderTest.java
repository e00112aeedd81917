package io.stampede.desktop.vnc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/// Every letter of the pictures is a colour: `r`ed, `g`reen, `b`lue, `w`hite, `.` black.
class DecoderTest {
  private static final int[] RED = {0, 0, 255};
  private static final int[] GREEN = {0, 255, 0};
  private static final int[] BLUE = {255, 0, 0};

  private final Deflater deflater = new Deflater();

  private static String picture(Framebuffer screen) {
    return Arrays.stream(java.util.stream.IntStream.range(0, screen.height()).toArray())
        .mapToObj(y ->
            java.util.stream.IntStream.range(0, screen.width())
                .mapToObj(x -> letter(screen.pixel(x, y)))
                .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  private static String letter(int argb) {
    return switch (argb) {
      case 0xffff0000 -> "r";
      case 0xff00ff00 -> "g";
      case 0xff0000ff -> "b";
      case 0xffffffff -> "w";
      case 0xff000000 -> ".";
      default -> "?";
    };
  }

  private static String decoded(Decoder decoder, Bytes bytes, Rect r, int w, int h)
      throws IOException {
    var screen = new Framebuffer(w, h);
    decoder.decode(bytes.input(), r, screen);
    return picture(screen);
  }

  private String zrle(Bytes tiles, Rect r, int w, int h) throws IOException {
    var packed = tiles.zipped(deflater);
    return decoded(new ZrleDecoder(), new Bytes().i32(packed.length).raw(packed), r, w, h);
  }

  @Test
  void raw_pixels_are_blue_green_red_and_nothing() throws IOException {
    var bytes = Bytes.of(0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0);
    assertThat(decoded(new RawDecoder(), bytes, new Rect(1, 0, 2, 2), 4, 3))
        .isEqualTo(
            """
            .rg.
            .bw.
            ....\
            """);
  }

  @Test
  void a_part_is_copied_over_itself_in_either_direction() throws IOException {
    var screen = new Framebuffer(1, 4);
    screen.pixels()[0] = 0xffff0000;
    screen.pixels()[1] = 0xff00ff00;
    new CopyRectDecoder().decode(new Bytes().u16(0, 0).input(), new Rect(0, 1, 1, 3), screen);
    assertThat(picture(screen)).isEqualTo("r\nr\ng\n.");
    new CopyRectDecoder().decode(new Bytes().u16(0, 1).input(), new Rect(0, 0, 1, 3), screen);
    assertThat(picture(screen)).isEqualTo("r\ng\n.\n.");
  }

  @Test
  void zrle_tiles_are_plain_or_of_one_colour() throws IOException {
    var plain = Bytes.of(0).u8(RED).u8(GREEN).u8(BLUE);
    assertThat(zrle(plain, new Rect(0, 0, 3, 1), 3, 1)).isEqualTo("rgb");
    deflater.reset();
    assertThat(zrle(Bytes.of(1).u8(GREEN), new Rect(1, 0, 2, 2), 3, 2)).isEqualTo(".gg\n.gg");
  }

  @Test
  void zrle_packs_palettes_of_two_four_and_sixteen_colours_and_starts_each_row_anew()
      throws IOException {
    var two = Bytes.of(2).u8(RED).u8(GREEN).u8(0b01010000, 0b10000000);
    assertThat(zrle(two, new Rect(0, 0, 4, 2), 4, 2)).isEqualTo("rgrg\ngrrr");
    deflater.reset();
    var three = Bytes.of(3).u8(RED).u8(GREEN).u8(BLUE).u8(0b00011000, 0b10000000);
    assertThat(zrle(three, new Rect(0, 0, 4, 2), 4, 2)).isEqualTo("rgbr\nbrrr");
    deflater.reset();
    var five = Bytes.of(5).u8(RED).u8(GREEN).u8(BLUE).u8(0, 0, 0).u8(255, 255, 255);
    assertThat(zrle(five.u8(0x01, 0x23, 0x40), new Rect(0, 0, 5, 1), 5, 1)).isEqualTo("rgb.w");
  }

  @Test
  void zrle_runs_go_over_the_end_of_a_row() throws IOException {
    var runs = Bytes.of(128).u8(RED).u8(3).u8(BLUE).u8(1);
    assertThat(zrle(runs, new Rect(0, 0, 3, 2), 3, 2)).isEqualTo("rrr\nrbb");
    deflater.reset();
    var palette = Bytes.of(130).u8(RED).u8(GREEN).u8(0x81, 2).u8(0).u8(0x80, 1);
    assertThat(zrle(palette, new Rect(0, 0, 3, 2), 3, 2)).isEqualTo("ggg\nrrr");
  }

  @Test
  void zrle_goes_on_with_one_stream_over_rectangles_and_tiles() throws IOException {
    var decoder = new ZrleDecoder();
    var screen = new Framebuffer(65, 1);
    var first = Bytes.of(1).u8(RED).u8(1).u8(GREEN).zipped(deflater);
    decoder.decode(new Bytes().i32(first.length).raw(first).input(), new Rect(0, 0, 65, 1), screen);
    assertThat(picture(screen)).isEqualTo("r".repeat(64) + "g");
    var second = Bytes.of(1).u8(BLUE).zipped(deflater);
    decoder.decode(
        new Bytes().i32(second.length).raw(second).input(), new Rect(0, 0, 1, 1), screen);
    assertThat(picture(screen)).isEqualTo("b" + "r".repeat(63) + "g");
  }

  @Test
  void tight_fills_and_sends_few_pixels_as_they_are() throws IOException {
    assertThat(decoded(new TightDecoder(), Bytes.of(0x80, 255, 0, 0), new Rect(0, 0, 2, 1), 3, 1))
        .isEqualTo("rr.");
    var few = Bytes.of(0x00, 255, 0, 0, 0, 255, 0, 0, 0, 255);
    assertThat(decoded(new TightDecoder(), few, new Rect(0, 0, 3, 1), 3, 1)).isEqualTo("rgb");
  }

  @Test
  void tight_compresses_more_pixels_in_the_stream_it_names() throws IOException {
    var pixels = new Bytes();
    for (int i = 0; i < 4; i++) pixels.u8(0, 255, 0);
    var packed = pixels.zipped(deflater);
    var bytes = Bytes.of(0x20 | 0b0100, packed.length).raw(packed);
    assertThat(decoded(new TightDecoder(), bytes, new Rect(0, 0, 4, 1), 4, 1)).isEqualTo("gggg");
  }

  @Test
  void tight_palettes_have_bits_for_two_colours_and_octets_for_more() throws IOException {
    var two = Bytes.of(0x40, 1, 1, 255, 0, 0, 0, 0, 255, 0b01100000);
    assertThat(decoded(new TightDecoder(), two, new Rect(0, 0, 4, 1), 4, 1)).isEqualTo("rbbr");
    var three = Bytes.of(0x40, 1, 2, 255, 0, 0, 0, 255, 0, 0, 0, 255, 2, 1, 0);
    assertThat(decoded(new TightDecoder(), three, new Rect(0, 0, 3, 1), 3, 1)).isEqualTo("bgr");
  }

  @Test
  void tight_gradients_send_the_distance_from_the_neighbours() throws IOException {
    var zeros = Bytes.of(0x40, 2, 255, 0, 0, 0, 0, 0, 1, 255, 0);
    assertThat(decoded(new TightDecoder(), zeros, new Rect(0, 0, 3, 1), 3, 1)).isEqualTo("rrg");
    var deltas = Bytes.of(0x40, 2, 255, 0, 0, 1, 255, 0, 0, 1, 255);
    assertThat(decoded(new TightDecoder(), deltas, new Rect(0, 0, 3, 1), 3, 1)).isEqualTo("rgb");
  }

  @Test
  void a_pointer_is_seen_where_its_mask_says() throws IOException {
    var bytes = Bytes.of(0, 0, 255, 0, 0, 255, 0, 0, 0b01000000);
    var cursor = Cursor.read(bytes.input(), new Rect(1, 0, 2, 1));
    assertThat(cursor.argb()).containsExactly(0, 0xff00ff00);
    assertThat(cursor.hotX()).isEqualTo(1);
  }
}
