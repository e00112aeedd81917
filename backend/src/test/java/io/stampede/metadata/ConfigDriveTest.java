package io.stampede.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S5")
@Tag("S7")
class ConfigDriveTest {
  private static final Instance WEB = Samples.with(Samples.web(), Samples.anyBytes());

  private static String sha256(Bytes bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toArray()));
  }

  private static String shown(Map<String, Bytes> files) {
    var text = new StringBuilder();
    files.forEach((path, bytes) ->
        text.append("=== ").append(path).append('\n').append(bytes.text()).append('\n'));
    return text.toString();
  }

  private static Bytes disc(Map<String, Bytes> files) {
    return IsoImage.of("cidata", new TreeMap<>(files), Instant.EPOCH);
  }

  @Test
  void the_drive_of_OpenStack_has_every_version_and_EC2_s_data() {
    var drive = ConfigDrive.openStack(WEB);
    var files = IsoReader.rockRidge(drive);
    var tree = MetadataTree.of(WEB).files();
    assertThat(IsoReader.label(drive)).isEqualTo("config-2");
    assertThat(files).isEqualTo(IsoReader.joliet(drive)).hasSize(11 * 5 + 2 * 2);
    for (var version : MetadataTree.OPENSTACK_VERSIONS) {
      for (var name : new String[] {"meta_data.json", "network_data.json", "user_data"}) {
        assertThat(files.get("openstack/" + version + "/" + name))
            .isEqualTo(tree.get("openstack/latest/" + name));
      }
    }
    assertThat(files.get("ec2/latest/user-data")).isEqualTo(Samples.anyBytes().bytes());
  }

  @Test
  void EC2_s_data_on_the_drive_is_told_as_it_was_agreed() throws IOException {
    assertThat(ConfigDrive.openStackFiles(Samples.web()))
        .containsEntry(
            "ec2/2009-04-04/meta-data.json", Bytes.of(Samples.resource("ec2-meta-data.json")));
  }

  @Test
  void the_seed_of_NoCloud_is_told_as_it_was_agreed() throws IOException {
    var seed = ConfigDrive.noCloud(Samples.web());
    assertThat(IsoReader.label(seed)).isEqualTo("cidata");
    assertThat(shown(IsoReader.rockRidge(seed))).isEqualTo(Samples.resource("no-cloud.txt"));
  }

  @Test
  void a_seed_has_user_data_even_where_there_is_none() {
    assertThat(IsoReader.rockRidge(ConfigDrive.noCloud(Samples.bare(7))))
        .containsOnlyKeys("meta-data", "network-config", "user-data")
        .containsEntry("user-data", Bytes.of(""));
  }

  @Test
  void the_same_instance_gives_the_same_bytes() throws Exception {
    assertThat(sha256(ConfigDrive.openStack(WEB)))
        .isEqualTo("de0b8f88c0a796eeda09058bf7b7e7d9f599008293eef97cde42ad05b2816b69");
    assertThat(sha256(ConfigDrive.noCloud(Samples.web())))
        .isEqualTo("001703b11bdddf5635c7e7c5c30677de48b466941b1108d4d31aa0b7d3064bf7");
  }

  @Test
  void what_is_there_often_is_on_the_disc_once() {
    assertThat(ConfigDrive.openStack(WEB).size()).isLessThan(160 * 1024);
  }

  @Test
  void folders_of_many_sectors_and_names_alike_in_eight_letters_are_read_back() {
    var files = new TreeMap<String, Bytes>();
    for (int i = 0; i < 300; i++) {
      files.put("many/a-long-name-that-begins-alike-" + i + ".text", Bytes.of("content " + i));
      files.put("many-folders-that-begin-alike-" + i + "/x", Bytes.of("y".repeat(i * 20)));
    }
    files.put("a/b/c/d/e/f/g/h", Bytes.of("deep"));
    files.put("x".repeat(64), Bytes.of("long"));
    files.put(".hidden", Bytes.of("dot"));
    assertThat(IsoReader.rockRidge(disc(files))).isEqualTo(files);
    assertThat(IsoReader.joliet(disc(files))).isEqualTo(files);
  }

  @Test
  void a_disc_may_be_empty() {
    assertThat(IsoReader.rockRidge(disc(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", "../a", ".", "a;1", "a b", "ü", "a/b/c/d/e/f/g/h/i"})
  void what_a_disc_cannot_hold_is_refused(String path) {
    assertThatThrownBy(() -> disc(Map.of(path, Bytes.of(""))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_name_is_a_file_s_or_a_folder_s() {
    assertThatThrownBy(() -> disc(Map.of("a", Bytes.of(""), "a/b", Bytes.of(""))))
        .hasMessageContaining("a file and a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "seventeen-letters"})
  void a_label_has_at_most_16_plain_letters(String label) {
    assertThatThrownBy(() -> IsoImage.of(label, new TreeMap<>(), Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
