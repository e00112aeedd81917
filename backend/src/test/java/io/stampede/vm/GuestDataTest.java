package io.stampede.vm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stampede.metadata.Bytes;
import io.stampede.metadata.PublicKey;
import io.stampede.metadata.UserData;
import io.stampede.schema.Codec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S7")
class GuestDataTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJustForTests0000000000000000000000";

  private static Optional<String> fault(String text) {
    return UserDataKind.of(Bytes.of(text)).fault();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#cloud-config\\npackages: [nginx]\\n|cloud-config",
        "#!/bin/sh\\necho\\n|a script",
        "{\"ignition\": {\"version\": \"3.4.0\"}}|Ignition",
        "#include\\nhttps://example.org/x\\n|for cloud-init",
        "Content-Type: multipart/mixed; boundary=x\\n|for cloud-init",
        "whatever|of no known kind",
        "#cloud-configuration|of no known kind"
      })
  void what_user_data_is_can_be_seen(String text, String words) {
    var kind = UserDataKind.of(Bytes.of(text.replace("\\n", "\n")));
    assertThat(kind.words()).startsWith(words).contains(" bytes");
    assertThat(kind.fault()).isEmpty();
  }

  @Test
  void what_is_plainly_wrong_is_told_with_its_line_and_not_with_what_is_there() {
    assertThat(fault("#cloud-config\nusers:\n\t- secret\n"))
        .contains("line 3: is indented by a tab; YAML wants blanks");
    assertThat(fault("#cloud-config\nrun a secret\n"))
        .contains("line 2: is neither “key: value” nor “- item”");
    assertThat(fault("#!bin/sh\n")).hasValueSatisfying(f -> assertThat(f).startsWith("line 1:"));
    assertThat(fault("#!/bin/sh\r\necho\r\n"))
        .hasValueSatisfying(f -> assertThat(f).contains("CR LF"));
    assertThat(fault("{\n\"ignition\": {\"version\": \"3.4.0\",}}"))
        .contains("line 2: is not JSON");
    assertThat(fault("{\"ignition\": {}}"))
        .hasValueSatisfying(f -> assertThat(f).contains("ignition.version"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#cloud-config\n# a comment\n---\nruncmd:\n- [ls, -l]\n- echo a: b\n",
        "#cloud-config\nwrite_files:\n  - path: /x\n    content: |\n\n      free text\n",
        "#cloud-config\n"
            + "motd: |\n"
            + "  tabs\tin text\n"
            + "\"quoted key\": 1\n"
            + "'other': 2\n"
            + "key with blanks: 3\n",
        "#cloud-config\nlist: [\na,\nb\n]\nhttp://x: y\n"
      })
  void what_is_good_yaml_is_let_through(String text) {
    assertThat(fault(text)).isEmpty();
  }

  @Test
  void any_bytes_come_as_base64_and_never_more_than_16_KiB() {
    var bytes = new byte[UserData.MAX_BYTES];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) i;
    var text = new UserText(UserText.BYTES + Base64.getEncoder().encodeToString(bytes));
    assertThat(text.value().length()).isLessThan(UserText.LONGEST);
    assertThat(text.data().bytes()).isEqualTo(Bytes.of(bytes));
    assertThat(new UserText("ü\n").data().bytes()).isEqualTo(Bytes.of("ü\n".getBytes(UTF_8)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserText("x".repeat(UserData.MAX_BYTES + 1)))
        .withMessageContaining("may have 16384");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserText(UserText.BYTES + "AAAAA"))
        .withMessageContaining("base64");
  }

  @Test
  void user_data_is_in_no_text_of_a_spec() {
    var data =
        new GuestData(
            Optional.of(new UserText("#!/bin/sh\necho secret")),
            Optional.empty(),
            List.of(),
            ConfigDriveKind.CONFIG_2);
    assertThat(data.toString() + data.described()).doesNotContain("secret");
    assertThat(data.described().userDataIs()).contains("a script, 21 bytes");
  }

  @Test
  void what_is_kept_of_a_machine_with_a_drive_can_be_read_again() {
    var spec =
        VmWorlds.spec(VmWorlds.SMALL)
            .telling(
                new GuestData(
                    Optional.of(new UserText("x")),
                    Optional.empty(),
                    List.of(new SshKey(KEY)),
                    ConfigDriveKind.NOCLOUD));
    var specs = new Codec<>(VmSpec.class);
    assertThat(specs.restore(specs.write(spec))).isEqualTo(spec);
    var codec = new Codec<>(VmFacts.class);
    for (var facts : VmWorlds.everyFacts()) {
      assertThat(codec.restore(codec.write(facts))).isEqualTo(facts);
    }
  }

  @Test
  void keys_are_named_by_their_comments_each_once() {
    var keys = List.of(new SshKey(KEY + " ann"), new SshKey(KEY), new SshKey(" " + KEY + " ann\n"));
    var data = new GuestData(Optional.empty(), Optional.empty(), keys, ConfigDriveKind.NONE);
    assertThat(data.publicKeys())
        .extracting(PublicKey::name)
        .startsWith("ann", "key-1")
        .doesNotHaveDuplicates();
    assertThat(data.publicKeys().getLast().key()).isEqualTo(KEY + " ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIJustForTests0000000000000000000000",
        "ssh-ed25519 !!!!C3NzaC1lZDI1NTE5AAAAIJustForTests0000000000000000000000",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "no-pty ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJustForTests0000000000000000000000",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJustForTests0000000000000000000000 a\nb"
      })
  void what_is_no_public_key_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SshKey(text));
  }
}
