package io.stampede.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"h7", "h7.lab.example", "10.1.2.3", "::1", "fd00:1::a", "a-b", "1"})
  void names_and_addresses_of_hosts_are_taken(String address) {
    assertThat(new Address(address).toString()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-oProxyCommand=id",
        "h7 ",
        "h 7",
        "h7\n",
        "h7;id",
        "$(id)",
        "user@h7",
        "h7:22",
        "[::1]",
        "fe80::1%eth0",
        "h7/",
        "h\u00e4user",
        "a-",
        ".a"
      })
  void what_a_shell_or_a_url_would_read_as_syntax_is_no_address(String address) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Address(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "core", "_apt", "j.doe", "a-b", "0day"})
  void portable_user_names_are_taken(String name) {
    assertThat(new UserName(name).toString()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-l", "a b", "a;b", "a$b", "a\n", "\u00e4", "a@b", "a:b", "root\0", ".."})
  void what_is_not_portable_is_no_user_name(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new UserName(name));
  }

  @Test
  void a_user_name_has_at_most_32_characters() {
    assertThat(new UserName("a".repeat(32)).value()).hasSize(32);
    assertThatIllegalArgumentException().isThrownBy(() -> new UserName("a".repeat(33)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "/a/b.c", "/a b", "/a'b", "/...", "/a/..b", "/.hidden"})
  void absolute_plain_paths_are_taken(String path) {
    assertThat(new RemotePath(path).toString()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "./a",
        "../a",
        "/..",
        "/a/..",
        "/a/../b",
        "/a/./b",
        "/.",
        "//",
        "/a//b",
        "/a/",
        "/a\nb",
        "/a\0b",
        "/a\u007fb",
        "~/a"
      })
  void what_leads_elsewhere_is_no_path(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RemotePath(path));
  }

  @Test
  void a_child_is_one_element_of_its_folder() {
    assertThat(new RemotePath("/a").child("b")).isEqualTo(new RemotePath("/a/b"));
    assertThat(new RemotePath("/").child("b")).isEqualTo(new RemotePath("/b"));
    for (var name : List.of("", "a/b", "..", ".", "a\n")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new RemotePath("/a").child(name));
    }
  }

  @Test
  void an_endpoint_has_a_port_and_is_written_as_people_do() {
    assertThat(Endpoint.of("h7", 22, "core")).hasToString("core@h7:22");
    assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of("h7", 0, "core"));
    assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of("h7", 65536, "core"));
  }

  @Test
  void a_pin_is_a_whole_sha256_fingerprint() {
    var good = "SHA256:" + "a".repeat(43);
    assertThat(new HostKeyPolicy.Pinned(Set.of(good)).fingerprints()).containsExactly(good);
    for (var bad : List.of("", "SHA256:", "SHA256:" + "a".repeat(42), "MD5:00", good + "\n")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new HostKeyPolicy.Pinned(Set.of(bad)));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new HostKeyPolicy.Pinned(Set.of()));
  }

  @Test
  void a_credential_does_not_show_its_secret() {
    var key = new Credential.PrivateKey("BEGIN SECRET", Optional.of("passphrase1"));
    assertThat(key.toString()).doesNotContain("SECRET").doesNotContain("passphrase1");
  }
}
