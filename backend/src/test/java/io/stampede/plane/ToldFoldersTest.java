package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.metadata.Bytes;
import io.stampede.metadata.UserData;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S4")
class ToldFoldersTest {
  private static final Told WEB = Models.told("web", "10.41.1.10", Optional.empty());
  private static final Told DB =
      Models.told("db", "10.41.1.11", Optional.of(new UserData(Bytes.of("#!/bin/sh\n"))));

  @Test
  void each_address_has_a_folder_of_its_own() {
    var folders = ToldFolders.of(List.of(WEB, DB), ToldFolders.NONE);
    assertThat(folders.all()).containsOnlyKeys("10.41.1.10", "10.41.1.11");
    assertThat(files(folders, "10.41.1.11"))
        .containsEntry("/latest/user-data", Bytes.of("#!/bin/sh\n"));
    assertThat(files(folders, "10.41.1.10")).doesNotContainKey("/latest/user-data");
  }

  private static Map<String, Bytes> files(ToldFolders folders, String address) {
    return Objects.requireNonNull(folders.all().get(address)).files();
  }

  @Test
  void a_print_changes_with_a_path_and_with_a_content() {
    var web = prints(WEB);
    assertThat(web).isEqualTo(prints(WEB));
    assertThat(web.values())
        .doesNotContainAnyElementsOf(
            prints(Models.told("web2", "10.41.1.10", Optional.empty())).values());
    assertThat(web.values())
        .doesNotContainAnyElementsOf(
            prints(Models.told("web", "10.41.1.10", Optional.of(new UserData(Bytes.of("")))))
                .values());
  }

  private static Map<String, String> prints(Told told) {
    return ToldFolders.of(List.of(told), ToldFolders.NONE).prints();
  }

  @Test
  void only_what_changed_is_made_again() {
    var before = ToldFolders.of(List.of(WEB, DB), ToldFolders.NONE);
    var after = ToldFolders.of(List.of(WEB), before);
    assertThat(after.all().get("10.41.1.10")).isSameAs(before.all().get("10.41.1.10"));
    assertThat(after.all()).containsOnlyKeys("10.41.1.10");
  }

  @Test
  void what_a_host_tells_is_named_by_whom_it_is_for_or_as_something_else() {
    var folders = ToldFolders.of(List.of(WEB, DB), ToldFolders.NONE);
    var seen =
        Map.of(
            "10.41.1.10",
            folders.prints().getOrDefault("10.41.1.10", ""),
            "10.41.1.11",
            "0".repeat(64),
            "10.41.1.12",
            "1".repeat(64));
    assertThat(folders.at(List.of(WEB, DB), seen))
        .containsExactly("10.41.1.10 mark of web", "10.41.1.11 ?", "10.41.1.12 ?");
  }
}
