package io.stampede.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stampede.schema.Codec;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import io.stampede.ssh.Address;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.UserName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostSpecTest {
  private static final HostSpec PLAIN =
      HostSpec.at(new HostName("h1"), new Address("192.0.2.1")).withPrivateKey("KEY");

  private static final HostSpec FULL =
      PLAIN
          .withName(new HostName("h2"))
          .withAccess(
              PLAIN
                  .access()
                  .withAddress(new Address("192.0.2.2"))
                  .withPort(2222)
                  .withUser(new UserName("core"))
                  .withJumps(List.of(new Jump("192.0.2.9"), new Jump("gate@[2001:db8::1]:2200")))
                  .withPassphrase("PHRASE")
                  .withCertificate("CERT")
                  .withAgent(true)
                  .withHostKey(new Fingerprint("SHA256:" + "A".repeat(43)))
                  .withHostKeyAuthority(
                      new PublicKeyLine(
                          "ssh-ed25519"
                              + " AAAAC3NzaC1lZDI1NTE5AAAAINq3d4rP2j3z+65KJkO0MjKiWPFUGajpy98DAkTtrKPY")))
          .withLabels(new Labels(Map.of("zone", "north")))
          .withDescription("below the stairs")
          .withCordoned(true)
          .withOverlayAddress(new Ipv4Address("192.0.2.3"))
          .withPublicAddress(new Ipv4Address("203.0.113.5"))
          .withOwnKey(true)
          .reconnected()
          .asForgotten();

  @Test
  void each_part_changes_alone_and_comes_back_from_the_store() {
    assertThat(new Codec<>(HostSpec.class).restore(new Codec<>(HostSpec.class).write(FULL)))
        .isEqualTo(FULL)
        .isNotEqualTo(PLAIN);
    assertThat(FULL.withCordoned(false).withCordoned(true)).isEqualTo(FULL);
  }

  @Test
  void a_spec_kept_by_an_older_console_is_still_one() {
    var old = Map.of("name", "h1", "address", "192.0.2.1", "port", 22, "privateKey", "KEY");
    assertThat(new Codec<>(HostSpec.class).restore(old)).isEqualTo(PLAIN);
  }

  @Test
  void it_is_kept_and_shown_as_ever_with_all_fields_side_by_side() {
    assertThat(new Codec<>(HostSpec.class).write(FULL))
        .containsOnlyKeys(
            "name",
            "address",
            "port",
            "user",
            "jumps",
            "privateKey",
            "passphrase",
            "certificate",
            "agent",
            "hostKey",
            "hostKeyAuthority",
            "labels",
            "description",
            "cordoned",
            "cpuOvercommit",
            "overlayAddress",
            "publicAddress",
            "ownKey",
            "reconnects",
            "forgotten")
        .containsEntry("address", "192.0.2.2")
        .containsEntry("jumps", List.of("192.0.2.9", "gate@[2001:db8::1]:2200"))
        .containsEntry("agent", true);
    assertThat(KindSchema.fields(HostSpec.class).stream().filter(FieldSchema::secret))
        .extracting(FieldSchema::name)
        .containsExactly("privateKey", "passphrase");
  }

  @Test
  void jumps_are_passed_as_the_user_of_the_host_unless_they_say_another() {
    assertThat(FULL.access().endpoint().jumps())
        .extracting(io.stampede.ssh.Jump::endpoint)
        .containsExactly(
            Endpoint.of("192.0.2.9", 22, "core"), Endpoint.of("2001:db8::1", 2200, "gate"));
  }

  @Test
  void labels_and_description_need_no_new_connection() {
    assertThat(PLAIN.reachedAs(PLAIN.withLabels(new Labels(Map.of("a", "b"))))).isTrue();
    assertThat(PLAIN.reachedAs(PLAIN.withCordoned(true).withDescription("x"))).isTrue();
    var access = PLAIN.access();
    assertThat(PLAIN.reachedAs(PLAIN.withAccess(access.withAgent(true)))).isFalse();
    var jumps = List.of(new Jump("192.0.2.9"));
    assertThat(PLAIN.reachedAs(PLAIN.withAccess(access.withJumps(jumps)))).isFalse();
  }

  @Test
  void what_is_secret_is_not_printed() {
    assertThat(FULL.toString()).doesNotContain("KEY", "PHRASE", "CERT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-x", "a b", "root@", "@h", "h:99999", "h:0", "[::1", "-o@h", "a%b@h", "h\n", "h@h@h",
        "hé"
      })
  void a_jump_that_is_none_is_refused(String hostile) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Jump(hostile));
  }

  @Test
  void labels_match_rules_by_name_and_value() {
    var labels = new Labels(Map.of("zone", "north", "ssd", ""));
    assertThat(labels.match("zone=north")).isTrue();
    assertThat(labels.match("zone=south")).isFalse();
    assertThat(labels.match("ssd")).isTrue();
    assertThat(labels.match("ssd=")).isTrue();
    assertThat(labels.match("gpu")).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Labels(Map.of("a=b", "c")));
    assertThatIllegalArgumentException().isThrownBy(() -> new Labels(Map.of("a", "b\nc")));
  }
}
