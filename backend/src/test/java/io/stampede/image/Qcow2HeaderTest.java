package io.stampede.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Qcow2HeaderTest {
  /// The first bytes of a plain image of 40 MiB, as qemu-img writes them.
  static ByteBuffer plain(int version) {
    var bytes = ByteBuffer.wrap(new byte[Qcow2Header.LENGTH]);
    bytes.putInt(0, 0x514649fb).putInt(4, version).putInt(20, 16).putLong(24, 40 << 20);
    bytes.putInt(100, 104);
    return bytes;
  }

  static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static Qcow2Header parse(ByteBuffer bytes) {
    return Qcow2Header.parse(bytes(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void a_plain_image_has_its_size_and_no_fault(int version) {
    var header = parse(plain(version));
    assertThat(header.virtualSize()).isEqualTo(40 << 20);
    assertThat(header.faults()).isEmpty();
    assertThat(header.backing() || header.dataFile()).isFalse();
  }

  @Test
  void an_image_over_another_file_says_so() {
    assertThat(parse(plain(3).putLong(8, 512).putInt(16, 11)).backing()).isTrue();
    assertThat(parse(plain(2).putLong(8, 512)).backing()).isTrue();
    assertThat(parse(plain(3).putInt(16, 11)).backing()).isTrue();
  }

  @Test
  void an_image_whose_data_is_elsewhere_says_so() {
    assertThat(parse(plain(3).putLong(72, 1 << 2)).dataFile()).isTrue();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("version", b -> b.putInt(4, 1)),
        fault("version", b -> b.putInt(4, -1)),
        fault("size", b -> b.putLong(24, 0)),
        fault("size", b -> b.putLong(24, -1)),
        fault("size", b -> b.putLong(24, Long.MAX_VALUE)),
        fault("cluster", b -> b.putInt(20, 8)),
        fault("cluster", b -> b.putInt(20, 64)),
        fault("encrypted", b -> b.putInt(32, 2)),
        fault("corrupt", b -> b.putLong(72, 1 << 1)),
        fault("unknown", b -> b.putLong(72, 1L << 40)));
  }

  private static Arguments fault(String word, Consumer<ByteBuffer> change) {
    return Arguments.of(word, change);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void what_is_not_believable_is_a_fault(String word, Consumer<ByteBuffer> change) {
    var bytes = plain(3);
    change.accept(bytes);
    assertThat(parse(bytes).faults()).anySatisfy(fault -> assertThat(fault).contains(word));
  }

  @Test
  void a_header_that_is_cut_off_anywhere_is_a_fault() {
    var whole = bytes(plain(3));
    for (int length = 4; length < 104; length++) {
      var cut = new byte[length];
      System.arraycopy(whole, 0, cut, 0, length);
      assertThat(Qcow2Header.parse(cut).faults()).as("%d bytes", length).isNotEmpty();
    }
  }

  @Test
  void no_bytes_make_it_fail() {
    var random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextInt(Qcow2Header.LENGTH + 1)];
      random.nextBytes(bytes);
      if (bytes.length >= 4) ByteBuffer.wrap(bytes).putInt(0, 0x514649fb);
      var header = Qcow2Header.parse(bytes);
      assertThat(header.faults().isEmpty() && header.virtualSize() <= 0).isFalse();
    }
  }
}
