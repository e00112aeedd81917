package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.ssh.SshFailure.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users that an authority vouches for: no key of theirs is in any `authorized_keys`.
@TestInstance(Lifecycle.PER_CLASS)
class UserCertificateTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);
  private OpenSshHost host;
  private Path authority;
  private String user;

  @BeforeAll
  void open() throws Exception {
    host = new OpenSshHost();
    authority = host.keygen("users-ca", "ed25519", "");
    user = host.endpoint().user().value();
    host.reconfigure("TrustedUserCAKeys %FOLDER%/users-ca.pub");
  }

  @AfterAll
  void close() throws Exception {
    connections.close();
    host.close();
  }

  private static Credential.PrivateKey certified(Path key, Path certificate) throws Exception {
    return new Credential.PrivateKey(
        Files.readString(key), Optional.empty(), Optional.of(Files.readString(certificate)));
  }

  private Remote remote(Credential credential) {
    return connections.open(host.endpoint(), credential, host.pinned());
  }

  private SshFailure refusal(Credential credential) {
    return failure(() -> remote(credential).connect());
  }

  @ParameterizedTest
  @CsvSource({"ed25519,256", "rsa,2048", "ecdsa,256", "ecdsa,384", "ecdsa,521"})
  void a_certificate_beside_its_key_logs_in(String type, String bits) throws Exception {
    var key = host.keygen("by-" + type + bits, type, "", "-b", bits);
    var certificate = host.certify(authority, key, "-n", user, "-V", "-1d:+1d");
    try (var remote = remote(certified(key, certificate))) {
      assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
    }
    assertThat(host.log()).contains("ID test (serial 7) CA ED25519");
    assertThat(refusal(OpenSshHost.privateKey(key, Optional.empty())).reason())
        .isEqualTo(Reason.AUTH_REFUSED);
  }

  @Test
  void an_encrypted_key_with_a_certificate_logs_in_by_its_passphrase() throws Exception {
    var key = host.keygen("shut", "ed25519", "correct horse");
    var certificate = host.certify(authority, key, "-n", user);
    var credential =
        new Credential.PrivateKey(
            Files.readString(key),
            Optional.of("correct horse"),
            Optional.of(Files.readString(certificate)));
    assertThat(remote(credential).exec(Command.of("true"), SOON).ok()).isTrue();
    assertThat(credential.toString()).doesNotContain("horse").doesNotContain("BEGIN");
  }

  @Test
  void where_the_certificate_is_not_taken_the_plain_key_is_offered() throws Exception {
    var stranger = host.keygen("strange-ca", "ed25519", "");
    var certificate = host.certify(stranger, host.folder().resolve("user"), "-n", user);
    var credential = certified(host.folder().resolve("user"), certificate);
    assertThat(remote(credential).exec(Command.of("true"), SOON).ok()).isTrue();
  }

  @Test
  void a_certificate_for_another_user_is_refused_with_what_to_look_at() throws Exception {
    var key = host.keygen("other-user", "ed25519", "");
    var refused = refusal(certified(key, host.certify(authority, key, "-n", "somebody-else")));
    assertThat(refused.reason()).isEqualTo(Reason.AUTH_REFUSED);
    assertThat(refused)
        .hasMessageContaining("must name " + user)
        .hasMessageContaining("TrustedUserCAKeys");
  }

  @Test
  void what_is_wrong_with_a_certificate_is_told_before_the_host_is_asked() throws Exception {
    var key = host.keygen("plain", "ed25519", "");
    var other = host.keygen("other", "ed25519", "");
    var nobody = Endpoint.of("127.0.0.1", OpenSshHost.freePort(), user);
    var old = certified(key, host.certify(authority, key, "-n", user, "-V", "-2d:-1d"));
    assertThat(refusalAt(nobody, old)).hasMessageContaining("have the key signed anew");
    var hosts = certified(key, host.certify(authority, key, "-h", "-n", user));
    assertThat(refusalAt(nobody, hosts)).hasMessageContaining("certificate of a host");
    var strange = certified(other, host.certify(authority, key, "-n", user));
    assertThat(refusalAt(nobody, strange)).hasMessageContaining("that of another key");
    for (var none :
        new String[] {"", "hunter2", "ssh-ed25519 AAAA", Files.readString(Path.of(key + ".pub"))}) {
      var credential =
          new Credential.PrivateKey(Files.readString(key), Optional.empty(), Optional.of(none));
      var refused = refusalAt(nobody, credential);
      assertThat(refused.reason()).isEqualTo(Reason.BAD_CREDENTIAL);
      assertThat(refused).hasMessageContaining("-cert.pub");
      assertThat(refused.toString()).doesNotContain("hunter2");
    }
  }

  private SshFailure refusalAt(Endpoint endpoint, Credential credential) {
    return failure(() -> connections.open(endpoint, credential, host.pinned()).connect());
  }

  @Test
  void an_agent_shows_the_certificates_it_holds() throws Exception {
    var key = host.keygen("in-agent", "ed25519", "");
    host.certify(authority, key, "-n", user);
    try (var agent = new SshAgentProcess(host.folder().resolve("agent"))) {
      agent.add(key); // ssh-add takes the certificate that lies beside
      var remote = remote(agent.credential());
      assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
    }
  }
}
