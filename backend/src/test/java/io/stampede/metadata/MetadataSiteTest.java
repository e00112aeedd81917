package io.stampede.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S4")
class MetadataSiteTest {
  @Test
  void nginx_is_told_what_was_agreed() throws IOException {
    assertThat(MetadataSite.of(List.of()).files())
        .isEqualTo(Map.of("nginx.conf", Bytes.of(Samples.resource("nginx.conf"))));
  }

  @Test
  void an_instance_has_its_tree_below_each_of_its_addresses() {
    var tree = MetadataTree.of(Samples.web());
    var files = MetadataSite.of(List.of(Samples.web(), Samples.bare(7))).files();
    for (var address : List.of("10.77.0.2", "10.78.0.2")) {
      tree.files()
          .forEach((path, bytes) ->
              assertThat(files).containsEntry("metadata/" + address + "/" + path, bytes));
      assertThat(files)
          .containsEntry(
              "metadata/" + address + "/latest/.index", Bytes.of("dynamic\nmeta-data\nuser-data"));
    }
    assertThat(files)
        .containsKey("metadata/10.77.0.7/.session-required")
        .doesNotContainKey("metadata/10.77.0.2/.session-required");
  }

  @Test
  void two_instances_with_one_address_are_refused() {
    assertThatThrownBy(() -> MetadataSite.of(List.of(Samples.bare(2), Samples.web())))
        .hasMessage("two instances have 10.77.0.2");
  }

  @Test
  void nothing_that_anybody_named_is_in_the_configuration() {
    var instances = new ArrayList<Instance>();
    for (int i = 256; i < 1256; i++) instances.add(Samples.bare(i));
    assertThat(MetadataSite.of(instances).files())
        .containsAllEntriesOf(MetadataSite.of(List.of()).files());
  }

  @Test
  void a_file_is_where_only_its_own_instance_asks() {
    var instances = List.of(Samples.web(), Samples.bare(7), Samples.bare(300));
    assertThat(MetadataSite.of(instances).files().keySet())
        .allMatch(path -> path.matches("nginx\\.conf|metadata/10\\.7[78]\\.[01]\\.\\d+/.+"))
        .noneMatch(path -> path.contains("/../") || path.contains("//"));
  }
}
