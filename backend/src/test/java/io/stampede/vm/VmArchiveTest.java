package io.stampede.vm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmArchiveTest {
  private static final byte[] DISK = "what is on the disk\n".repeat(100).getBytes(UTF_8);

  private static VmArchive archive() throws Exception {
    var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(DISK));
    return new VmArchive(
        "web1", Map.of("cpus", 2L, "bootOrder", List.of("disk")), DISK.length, sum);
  }

  private static byte[] written() throws Exception {
    return archive().write(new ByteArrayInputStream(DISK)).readAllBytes();
  }

  private static byte[] taken(byte[] bytes) throws IOException {
    var in = new ByteArrayInputStream(bytes);
    return VmArchive.read(in).disk(in).readAllBytes();
  }

  private static String refusal(byte[] bytes) {
    var bad = catchThrowableOfType(BadArchive.class, () -> taken(bytes));
    assertThat(bad).isNotNull();
    return bad.code();
  }

  @Test
  void what_was_written_is_read_again() throws Exception {
    var bytes = written();
    assertThat(bytes).hasSize((int) archive().length());
    assertThat(VmArchive.read(new ByteArrayInputStream(bytes))).isEqualTo(archive());
    assertThat(taken(bytes)).isEqualTo(DISK);
  }

  @Test
  void a_large_disk_has_its_size_in_its_header() throws Exception {
    var large = new TarEntry("disk.qcow2", 1L << 40);
    assertThat(TarEntry.read(new ByteArrayInputStream(large.header()), "disk.qcow2"))
        .isEqualTo(large);
  }

  @Test
  void whatever_breaks_off_or_is_changed_is_noticed() throws Exception {
    var bytes = written();
    int end = bytes.length - 1024 - 512;
    for (int length = 0; length < end; length += 97) {
      assertThat(refusal(Arrays.copyOf(bytes, length))).isEqualTo("broken");
    }
    var changed = bytes.clone();
    changed[end - 100] ^= 1;
    assertThat(refusal(changed)).isEqualTo("wrong-checksum");
  }

  private static byte[] tar(String name, char type, String content) {
    var out = new ByteArrayOutputStream();
    var bytes = content.getBytes(UTF_8);
    var entry = new TarEntry(name, bytes.length);
    var header = entry.header();
    header[156] = (byte) type;
    int sum = 0;
    Arrays.fill(header, 148, 156, (byte) ' ');
    for (var b : header) sum += b & 0xff;
    System.arraycopy("%06o\0 ".formatted(sum).getBytes(UTF_8), 0, header, 148, 8);
    out.writeBytes(header);
    out.writeBytes(bytes);
    out.writeBytes(new byte[entry.padding()]);
    return out.toByteArray();
  }

  @Test
  void neither_other_names_nor_links_nor_folders_are_taken() {
    for (var name : List.of("../manifest.json", "/etc/passwd", "./manifest.json", "disk.qcow2")) {
      assertThat(refusal(tar(name, '0', "{}"))).isEqualTo("not-an-archive");
    }
    for (char type : "12345671xgLK".toCharArray()) {
      assertThat(refusal(tar("manifest.json", type, "{}"))).isEqualTo("not-an-archive");
    }
    assertThat(refusal("no tar at all".repeat(100).getBytes(UTF_8))).isEqualTo("not-an-archive");
    assertThat(refusal(tar("manifest.json", '0', " ".repeat(1 << 17)))).isEqualTo("not-an-archive");
  }

  private static String manifest(UnaryOperator<String> change) {
    return change.apply(
        """
        {"version": 1, "name": "web1", "fields": {"cpus": 2},
         "disk": {"file": "disk.qcow2", "bytes": 5, "sha256": "%s"}}
        """
            .formatted("0".repeat(64)));
  }

  @Test
  void a_manifest_of_another_version_is_refused() {
    var next = manifest(text -> text.replace("\"version\": 1", "\"version\": 2"));
    assertThat(refusal(tar("manifest.json", '0', next))).isEqualTo("unknown-version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"xml\": \"<x/>\"",
        "\"host\": \"h1\"",
        "\"volumes\": [\"data\"]",
        "\"bond\": {}",
        "\"cpus\": null"
      })
  void nothing_else_of_a_machine_is_taken(String field) {
    var next = manifest(text -> text.replace("\"cpus\": 2", field));
    assertThat(refusal(tar("manifest.json", '0', next))).isEqualTo("bad-manifest");
  }

  @Test
  void a_manifest_that_lacks_something_is_refused() {
    for (var what : List.of("\"bytes\": 5", "\"version\": 1", "0".repeat(64), "\"cpus\": 2}")) {
      var next = manifest(text -> text.replace(what, "\"x\": {}"));
      assertThat(refusal(tar("manifest.json", '0', next))).isEqualTo("bad-manifest");
    }
    var negative = manifest(text -> text.replace("\"bytes\": 5", "\"bytes\": -5"));
    assertThat(refusal(tar("manifest.json", '0', negative))).isEqualTo("bad-manifest");
  }
}
