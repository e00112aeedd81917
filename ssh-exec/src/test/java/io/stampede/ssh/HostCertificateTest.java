package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stampede.ssh.SshFailure.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hosts that an authority vouches for, and all that is wrong with those it does not vouch for; the
/// certificates are made by `ssh-keygen` and shown by a real sshd.
@TestInstance(Lifecycle.PER_CLASS)
class HostCertificateTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String SHOWN = "HostCertificate %FOLDER%/host-cert.pub";

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);
  private OpenSshHost host;
  private Path authority;
  private Path other;

  @BeforeAll
  void open() throws Exception {
    host = new OpenSshHost();
    authority = host.keygen("ca", "ed25519", "");
    other = host.keygen("other-ca", "ecdsa", "");
  }

  @AfterAll
  void close() throws Exception {
    connections.close();
    host.close();
  }

  private void show(Path signer, String... options) throws Exception {
    host.certify(signer, host.folder().resolve("host"), options);
    host.reconfigure(SHOWN);
  }

  private static AuthorityKey key(Path authority) throws Exception {
    return new AuthorityKey(Files.readString(Path.of(authority + ".pub")));
  }

  private HostKeyPolicy trusted() throws Exception {
    return HostKeyPolicy.Signed.by(key(authority));
  }

  private void accepted(HostKeyPolicy policy) throws Exception {
    try (var remote = connections.open(host.endpoint(), host.credential(), policy)) {
      assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
      assertThat(remote.hostKeyFingerprint()).isEqualTo(host.key().fingerprint());
    }
  }

  /// Nothing of a user was said when a host was refused.
  private void refused(HostKeyPolicy policy, String why) throws Exception {
    var failure =
        failure(() -> connections.open(host.endpoint(), host.credential(), policy).connect());
    assertThat(failure.reason()).isEqualTo(Reason.HOST_KEY_REFUSED);
    assertThat(failure).hasMessageContaining(why).hasMessageContaining(host.key().fingerprint());
    assertThat(failure(() -> connections.hostKey(host.endpoint(), policy, SOON)))
        .hasMessage(failure.getMessage());
    assertThat(host.log()).doesNotContain("Accepted").doesNotContain("authenticating user");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "h1,127.0.0.1", "127.0.0.*", "127.?.0.1", "*"})
  void a_host_that_its_authority_names_is_known(String principals) throws Exception {
    show(authority, "-h", "-n", principals, "-V", "-1d:+1d");
    accepted(trusted());
    var shown = connections.hostKey(host.endpoint(), trusted(), SOON);
    assertThat(shown.type()).isEqualTo("ssh-ed25519-cert-v01@openssh.com");
    assertThat(shown.fingerprint()).isEqualTo(host.key().fingerprint());
    assertThat(shown.authority()).contains(key(authority).fingerprint());
  }

  @Test
  void without_an_authority_a_host_with_a_certificate_is_asked_for_its_plain_key()
      throws Exception {
    show(authority, "-h", "-n", "127.0.0.1");
    assertThat(connections.hostKey(host.endpoint(), SOON)).isEqualTo(host.key());
    accepted(host.pinned());
  }

  @ParameterizedTest
  @CsvSource({"rsa,2048", "ecdsa,256", "ecdsa,384", "ed25519,256"})
  void any_type_of_authority_vouches_for_any_type_of_key(String type, String bits)
      throws Exception {
    var signer = host.keygen("ca-" + type + bits, type, "", "-b", bits);
    for (var kind : new String[] {"rsa", "ecdsa"}) {
      var own = host.keygen("own-" + kind + type + bits, kind, "");
      host.certify(signer, own, "-h", "-n", "127.0.0.1");
      host.reconfigure("HostKey " + own, "HostCertificate " + own + "-cert.pub");
      var policy = HostKeyPolicy.Signed.by(key(signer));
      try (var remote = connections.open(host.endpoint(), host.credential(), policy)) {
        assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h1", "127.0.0.10", "27.0.0.1", "127.0.0.?*1", "10.*"})
  void a_host_of_another_name_is_not_known(String principals) throws Exception {
    show(authority, "-h", "-n", principals);
    refused(trusted(), "is for " + principals + " and not for 127.0.0.1");
  }

  @Test
  void a_certificate_that_names_nobody_vouches_for_nobody() throws Exception {
    show(authority, "-h");
    refused(trusted(), "for nobody");
  }

  @Test
  void an_expired_certificate_does_not_hold() throws Exception {
    show(authority, "-h", "-n", "127.0.0.1", "-V", "-2d:-1d");
    refused(trusted(), "is valid from 20");
  }

  @Test
  void a_certificate_of_tomorrow_does_not_hold() throws Exception {
    show(authority, "-h", "-n", "127.0.0.1", "-V", "+1d:+2d");
    refused(trusted(), "is valid from 20");
  }

  @Test
  void the_certificate_of_a_user_is_none_of_a_host() throws Exception {
    show(authority, "-n", "127.0.0.1");
    refused(trusted(), "is a user's and not a host's");
  }

  @Test
  void another_authority_vouches_in_vain() throws Exception {
    show(other, "-h", "-n", "127.0.0.1");
    refused(trusted(), "of another authority, " + key(other).fingerprint());
    accepted(new HostKeyPolicy.Signed(Set.of(key(authority), key(other)), Set.of(), Set.of()));
  }

  @Test
  void what_is_revoked_is_not_accepted_even_if_it_is_signed_and_pinned() throws Exception {
    show(authority, "-h", "-n", "127.0.0.1");
    var own = host.key().fingerprint();
    var signer = Set.of(key(authority));
    refused(new HostKeyPolicy.Signed(signer, Set.of(), Set.of(own)), "is revoked");
    refused(new HostKeyPolicy.Signed(signer, Set.of(own), Set.of(own)), "is revoked");
    var revoked = Set.of(key(authority).fingerprint());
    refused(new HostKeyPolicy.Signed(signer, Set.of(), revoked), "is revoked");
  }

  @Test
  void a_host_without_a_certificate_is_known_only_if_it_is_pinned_beside_the_authority()
      throws Exception {
    host.reconfigure();
    refused(trusted(), "came without a certificate");
    var own = host.key().fingerprint();
    accepted(new HostKeyPolicy.Signed(Set.of(key(authority)), Set.of(own), Set.of()));
  }

  @Test
  void a_pinned_host_is_known_whatever_its_certificate_says() throws Exception {
    show(other, "-h", "-n", "h1", "-V", "-2d:-1d");
    var own = host.key().fingerprint();
    accepted(new HostKeyPolicy.Signed(Set.of(key(authority)), Set.of(own), Set.of()));
  }

  @Test
  void a_host_behind_a_jump_is_vouched_for_by_its_own_name() throws Exception {
    show(authority, "-h", "-n", "127.0.0.1");
    try (var jump = new OpenSshHost()) {
      var way =
          host.endpoint()
              .through(
                  java.util.List.of(new Jump(jump.endpoint(), jump.credential(), jump.pinned())));
      try (var remote = connections.open(way, host.credential(), trusted())) {
        assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
      }
      assertThat(connections.hostKey(way, trusted(), SOON).authority())
          .isEqualTo(Optional.of(key(authority).fingerprint()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'*',h1,true",
    "'h?',h1,true",
    "'h?',h,false",
    "'*.example.com',a.b.example.com,true",
    "'*.example.com',example.com,false",
    "'a*b*c',axxbxxc,true",
    "'a*b*c',axxbxx,false",
    "'*a',aaab,false",
    "'','h',false",
    "'**','h',true"
  })
  void stars_and_question_marks_stand_for_characters(String pattern, String name, boolean match) {
    assertThat(HostCertificate.matches(pattern, name)).isEqualTo(match);
  }

  @Test
  void a_pattern_made_to_be_slow_is_not() {
    var pattern = "*a".repeat(200) + "b";
    assertThat(HostCertificate.matches(pattern, "a".repeat(250))).isFalse();
  }

  @Test
  void an_authority_is_given_by_its_public_key_in_any_usual_form() throws Exception {
    var line = Files.readString(Path.of(authority + ".pub")).strip();
    var plain = key(authority);
    assertThat(new AuthorityKey("  " + line + "\n")).isEqualTo(plain);
    assertThat(new AuthorityKey("@cert-authority *.example.com " + line)).isEqualTo(plain);
    assertThat(plain.line()).doesNotContain("test");
    host.certify(authority, host.folder().resolve("host"), "-h", "-n", "h1");
    var certificate = Files.readString(host.folder().resolve("host-cert.pub"));
    for (var bad :
        new String[] {
          "",
          "ssh-ed25519",
          "ssh-ed25519 AAAA",
          line + "\n" + line,
          certificate,
          Files.readString(authority)
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> new AuthorityKey(bad));
    }
  }
}
