package io.stampede.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdOutputStream;
import io.stampede.client.Refused;
import io.stampede.engine.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ImageStoreTest {
  private static final String ID = "im-7k2m9q4ta3";

  @TempDir Path folder;

  static ImageSpec spec(String checksum) {
    return new ImageSpec(
        new ImageName("debian-12"),
        Optional.empty(),
        checksum.isEmpty() ? Optional.empty() : Optional.of(new Checksum(checksum)));
  }

  static byte[] qcow2() {
    var bytes = new byte[66_000];
    System.arraycopy(
        Qcow2HeaderTest.bytes(Qcow2HeaderTest.plain(3)), 0, bytes, 0, Qcow2Header.LENGTH);
    Arrays.fill(bytes, 1000, 66_000, (byte) 7);
    return bytes;
  }

  static byte[] gzip(byte[] plain) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  static String sha256(Path folder, byte[] bytes) throws IOException {
    var file = Files.write(folder.resolve("sum"), bytes);
    var sum = Checksum.of(file, "SHA-256");
    Files.delete(file);
    return sum;
  }

  private ImageStore store() {
    return new ImageStore(folder.resolve("images"));
  }

  private static void upload(ImageStore store, String checksum, byte[] bytes)
      throws IOException, ImageRejected {
    store.upload(ID, spec(checksum), new ByteArrayInputStream(bytes));
  }

  @Test
  void an_uploaded_image_is_kept_with_what_it_is() throws IOException, ImageRejected {
    var bytes = qcow2();
    upload(store(), sha256(folder, bytes), bytes);
    var image = store().find(ID).orElseThrow();
    assertThat(image)
        .isEqualTo(
            new StoredImage(
                image.file(), ImageFormat.QCOW2, 66_000, 40 << 20, sha256(folder, bytes)));
    assertThat(image.file()).hasBinaryContent(bytes);
  }

  @Test
  void a_packed_image_is_unpacked_and_its_checksum_is_of_the_packed_one()
      throws IOException, ImageRejected {
    var packed = gzip(qcow2());
    upload(store(), sha256(folder, packed), packed);
    assertThat(store().find(ID).orElseThrow().file()).hasBinaryContent(qcow2());
    assertNothingLeft(2);
  }

  @Test
  void a_raw_disk_is_kept_as_one() throws IOException, ImageRejected {
    upload(store(), "", new byte[3 * 512]);
    assertThat(store().find(ID).orElseThrow().format()).isEqualTo(ImageFormat.RAW);
    assertThat(store().find(ID).orElseThrow().virtualSizeMib()).isEqualTo(1);
  }

  @Test
  void content_with_another_checksum_is_not_kept() throws IOException {
    rejects("checksum-mismatch", "00".repeat(32), qcow2());
  }

  @Test
  void an_image_over_another_file_is_not_kept() throws IOException {
    var bytes = qcow2();
    bytes[15] = 1;
    rejects("backing-file", "", bytes);
    rejects("backing-file", "", gzip(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>no such page</html>", "short"})
  void what_is_no_disk_is_not_kept(String text) throws IOException {
    rejects("not-an-image", "", text.getBytes(UTF_8));
  }

  @Test
  void a_damaged_archive_is_not_kept() throws IOException {
    rejects("not-an-image", "", Arrays.copyOf(gzip(qcow2()), 40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PK\u0003\u0004", "QED\0", "<<< Oracle", "# Disk DescriptorFile\n"})
  void a_format_that_is_not_understood_is_named(String start) throws IOException {
    var bytes = Arrays.copyOf(start.getBytes(ISO_8859_1), 1024);
    assertThat(rejects("unsupported-format", "", bytes).message()).contains("debian-12 is a");
  }

  @Test
  void an_archive_of_files_is_no_disk() throws IOException {
    var tar = new byte[1024];
    System.arraycopy("ustar".getBytes(ISO_8859_1), 0, tar, 257, 5);
    assertThat(rejects("unsupported-format", "", tar).message()).contains("tar");
    assertThat(rejects("unsupported-format", "", gzip(gzip(qcow2()))).message()).contains("twice");
  }

  static Stream<Arguments> packings() {
    return Stream.of(
        Arguments.of(Packing.GZIP, (Packer) GZIPOutputStream::new),
        Arguments.of(Packing.BZIP2, (Packer) BZip2CompressorOutputStream::new),
        Arguments.of(Packing.XZ, (Packer) out -> new XZOutputStream(out, new LZMA2Options())),
        Arguments.of(Packing.ZSTD, (Packer) ZstdOutputStream::new));
  }

  interface Packer {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] pack(Packer packer, byte[] plain) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = packer.around(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("packings")
  void images_are_unpacked_however_they_were_packed(Packing packing, Packer packer)
      throws IOException, ImageRejected {
    var packed = pack(packer, qcow2());
    assertThat(Packing.of(packed)).contains(packing);
    upload(store(), sha256(folder, packed), packed);
    assertThat(store().find(ID).orElseThrow().file()).hasBinaryContent(qcow2());
    assertNothingLeft(2);
  }

  @ParameterizedTest
  @MethodSource("packings")
  void an_archive_that_ends_early_or_was_changed_is_damaged(Packing packing, Packer packer)
      throws IOException {
    var packed = pack(packer, qcow2());
    for (int length : new int[] {10, packed.length / 2, packed.length - 1}) {
      var said = rejects("not-an-image", "", Arrays.copyOf(packed, length)).message();
      assertThat(said).contains(packing.word(), "damaged");
    }
  }

  @ParameterizedTest
  @MethodSource("packings")
  void a_small_archive_of_a_huge_disk_stops_before_the_disk_is_full(Packing packing, Packer packer)
      throws IOException {
    var packed = Files.write(folder.resolve("packed"), pack(packer, new byte[1 << 20]));
    var check = new ImageCheck(new ImageName("x"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> check.unpack(packing, packed, folder.resolve("plain"), Long.MAX_VALUE))
        .withMessageContaining("No space left");
  }

  private Problem rejects(String code, String checksum, byte[] bytes) throws IOException {
    var problem = new Problem[1];
    assertThatExceptionOfType(ImageRejected.class)
        .isThrownBy(() -> upload(store(), checksum, bytes))
        .satisfies(rejected -> problem[0] = rejected.problem());
    assertThat(problem[0].code()).isEqualTo(code);
    assertThat(problem[0].message()).contains("debian-12");
    assertThat(store().find(ID)).isEmpty();
    assertNothingLeft(0);
    return problem[0];
  }

  private void assertNothingLeft(int expected) throws IOException {
    try (var files = Files.list(folder.resolve("images").resolve(ID))) {
      assertThat(files.toList()).hasSize(expected);
    }
  }

  @Test
  void an_upload_that_is_cut_off_leaves_nothing() throws IOException {
    var cut =
        new InputStream() {
          private int left = 10;

          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left-- <= 0) throw new IOException("the line was cut");
            return Math.min(length, 100);
          }
        };
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store().upload(ID, spec(""), cut));
    assertNothingLeft(0);
  }

  @Test
  void neither_a_sender_without_end_nor_a_bomb_fills_the_disk() throws IOException {
    var full = new ImageStore(folder.resolve("images"), Long.MAX_VALUE);
    for (var content : List.of(qcow2(), gzip(qcow2()))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> upload(full, "", content))
          .withMessageContaining("No space left");
    }
    assertNothingLeft(0);
  }

  @Test
  void what_a_killed_console_left_of_an_upload_is_removed_at_the_next_start() throws IOException {
    var image = Files.createDirectories(folder.resolve("images").resolve(ID));
    Files.write(image.resolve("upload-123.tmp"), new byte[10]);
    store();
    assertNothingLeft(0);
  }

  @Test
  void an_image_that_is_shorter_than_it_was_does_not_count() throws IOException, ImageRejected {
    upload(store(), "", qcow2());
    var file = store().find(ID).orElseThrow().file();
    Files.write(file, new byte[10]);
    assertThat(store().find(ID)).isEmpty();
  }

  @Test
  void a_removed_image_leaves_nothing_and_may_be_removed_again() throws IOException, ImageRejected {
    upload(store(), "", qcow2());
    store().remove(ID);
    store().remove(ID);
    assertThat(folder.resolve("images")).isEmptyDirectory();
  }

  @Test
  void an_image_with_an_address_or_content_takes_no_upload() throws IOException {
    var store = store();
    var face = new ImageFace(kind(store), store);
    face.upload(ID, spec(""), new ByteArrayInputStream(qcow2()));
    for (var refused : List.of("has-content", "has-address")) {
      var spec =
          refused.equals("has-content")
              ? spec("")
              : new ImageSpec(
                  new ImageName("x"),
                  Optional.of(new ImageUrl("https://example.org/x")),
                  Optional.empty());
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> face.upload(ID, spec, new ByteArrayInputStream(qcow2())))
          .satisfies(e -> assertThat(e.problem().code()).isEqualTo(refused));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://example.org/x",
        "https://",
        "https://user:secret@example.org/x",
        "no address",
        "//example.org/x"
      })
  void only_plain_web_addresses_are_fetched(String url) {
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new ImageUrl(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "xyz", "00112233445566778899aabbccddeefg"})
  void what_is_no_digest_is_refused(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new Checksum(text));
  }

  private static ImageKind kind(ImageStore store) {
    var clock = java.time.InstantSource.system();
    var nowhere = new SshImageHost(new ScriptedHost(0, ""), clock);
    Disks none =
        source -> {
          throw new AssertionError("nobody asks for " + source);
        };
    return new ImageKind(store, NoCopies.NONE, nowhere, none, clock);
  }
}
