package io.stampede.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S4")
@Tag("S7")
class MetadataTreeTest {
  private static String shown(MetadataTree tree) {
    var text = new StringBuilder();
    for (var folder : tree.folders()) {
      text.append("=== ").append(folder).append("/\n").append(tree.listing(folder)).append('\n');
    }
    tree.files()
        .forEach((path, bytes) ->
            text.append("=== ").append(path).append('\n').append(bytes.text()).append('\n'));
    return text.toString();
  }

  private static String answer(MetadataTree tree, String path) {
    return tree.answer(path).map(Bytes::text).orElse("not found");
  }

  @Test
  void an_instance_with_everything_is_told_as_it_was_agreed() throws IOException {
    assertThat(shown(MetadataTree.of(Samples.web()))).isEqualTo(Samples.resource("everything.txt"));
  }

  @Test
  void what_an_instance_has_not_is_neither_there_nor_listed() throws IOException {
    assertThat(shown(MetadataTree.of(Samples.bare(7)))).isEqualTo(Samples.resource("bare.txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/latest/meta-data", "/latest/meta-data/", "//1.0/meta-data//"})
  void slashes_and_versions_make_no_difference(String path) {
    var tree = MetadataTree.of(Samples.web());
    assertThat(answer(tree, path))
        .isEqualTo(tree.listing("latest/meta-data"))
        .contains("\nnetwork/\n");
  }

  @Test
  void every_version_is_listed_and_answers() {
    var tree = MetadataTree.of(Samples.web());
    for (var version : answer(tree, "/").split("\n")) {
      assertThat(answer(tree, "/" + version)).isEqualTo("dynamic\nmeta-data\nuser-data");
      assertThat(answer(tree, "/" + version + "/meta-data/hostname"))
          .isEqualTo("web1.managed.stampede.internal");
    }
    for (var version : answer(tree, "/openstack").split("\n")) {
      assertThat(answer(tree, "/openstack/" + version + "/meta_data.json"))
          .contains("3d0b5a0e-5b0c-4d5e-9a55-0123456789ab");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/2009-04-05/meta-data/",
        "/latest/meta-data/kernel-id",
        "/latest/meta-data/hostname/x",
        "/latest/meta-data/tags/instance/Cost centre",
        "/openstack/1.0/meta_data.json",
        "/openstack/meta_data.json",
        "/latestmeta-data",
        "/1x0",
        "/../latest",
        "/.index"
      })
  void what_is_not_there_is_not_found(String path) {
    assertThat(answer(MetadataTree.of(Samples.web()), path)).isEqualTo("not found");
  }

  @Test
  void user_data_is_told_as_it_was_given() {
    var data = Samples.anyBytes();
    var tree = MetadataTree.of(Samples.with(Samples.web(), data));
    assertThat(tree.answer("/latest/user-data")).contains(data.bytes());
    assertThat(tree.answer("/openstack/latest/user_data")).contains(data.bytes());
  }

  @Test
  void user_data_has_16_KiB_and_not_a_byte_more() {
    assertThat(Samples.anyBytes().bytes().size()).isEqualTo(16_384);
    assertThatThrownBy(() -> new UserData(Bytes.of(new byte[16_385])))
        .hasMessageContaining("has 16385 bytes");
  }

  @Test
  void ids_have_the_form_that_clients_of_EC2_check() {
    assertThat(answer(MetadataTree.of(Samples.web()), "/latest/meta-data/instance-id"))
        .matches("i-[0-9a-f]{17}")
        .isNotEqualTo(answer(MetadataTree.of(Samples.bare(2)), "/latest/meta-data/instance-id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "", "a\rb", "a\0b", "a\u2028b", "a\u0085b"})
  void names_of_several_lines_or_none_are_refused(String name) {
    assertThatThrownBy(() -> new PublicKey(name, Samples.KEY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Instance.Place(name, "home"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-rsa",
        "ssh-rsa AAAA",
        "ssh-rsa AAAAAAAAAAAAAAAAAAAAAAAA\nssh-rsa AAAAAAAAAAAAAAAAAAAAAAAA",
        "command=\"x\" ssh-rsa AAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void what_is_not_one_public_key_is_refused(String key) {
    assertThatThrownBy(() -> new PublicKey("ann", key))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", "..", "a/../b", ".index", "a/.b", "a b", "a\nb", "ü"})
  void paths_that_lead_elsewhere_are_refused(String path) {
    assertThatThrownBy(
            () -> new MetadataTree(new TreeMap<>(Map.of(path, Bytes.of(""))), new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothing_is_below_a_file() {
    var files = new TreeMap<>(Map.of("a", Bytes.of(""), "a-", Bytes.of(""), "a/b", Bytes.of("")));
    assertThatThrownBy(() -> new MetadataTree(files, new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
