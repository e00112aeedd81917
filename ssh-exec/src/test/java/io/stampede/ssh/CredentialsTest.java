package io.stampede.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import org.junit.jupiter.params.provider.ValueSource;

/// Every kind of key that `ssh-keygen` makes, held against a real sshd.
@TestInstance(Lifecycle.PER_CLASS)
class CredentialsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);
  private OpenSshHost host;

  @BeforeAll
  void open() throws Exception {
    host = new OpenSshHost();
  }

  @AfterAll
  void close() throws Exception {
    connections.close();
    host.close();
  }

  private Remote remote(Credential credential) {
    return connections.open(host.endpoint(), credential, host.pinned());
  }

  private SshFailure refusal(Credential credential) {
    return catchThrowableOfType(SshFailure.class, () -> remote(credential).connect());
  }

  private Path key(String type, int bits, String format, String passphrase) throws Exception {
    var name = String.join("-", type, bits + "", format, passphrase.isEmpty() ? "open" : "shut");
    if (Files.exists(host.folder().resolve(name))) return host.folder().resolve(name);
    var key =
        format.equals("OPENSSH")
            ? host.keygen(name, type, passphrase, "-b", bits + "")
            : host.keygen(name, type, passphrase, "-b", bits + "", "-m", format);
    host.authorize(key);
    return key;
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519,256,OPENSSH",
    "rsa,2048,OPENSSH",
    "ecdsa,256,OPENSSH",
    "ecdsa,384,OPENSSH",
    "ecdsa,521,OPENSSH",
    "rsa,2048,PEM",
    "ecdsa,256,PEM",
    "rsa,2048,PKCS8",
    "ecdsa,256,PKCS8"
  })
  void a_key_logs_in_open_and_encrypted(String type, int bits, String format) throws Exception {
    var open = OpenSshHost.privateKey(key(type, bits, format, ""), Optional.empty());
    assertThat(remote(open).exec(Command.of("true"), SOON).ok()).isTrue();
    var file = key(type, bits, format, "correct horse");
    var shut = OpenSshHost.privateKey(file, Optional.of("correct horse"));
    assertThat(remote(shut).exec(Command.of("true"), SOON).ok()).isTrue();
    var wrong = refusal(OpenSshHost.privateKey(file, Optional.of("battery staple")));
    assertThat(wrong.reason()).isEqualTo(Reason.BAD_CREDENTIAL);
    assertThat(wrong).hasMessageContaining("passphrase does not open");
    var none = refusal(OpenSshHost.privateKey(file, Optional.empty()));
    assertThat(none.reason()).isEqualTo(Reason.BAD_CREDENTIAL);
    assertThat(none).hasMessageContaining("give its passphrase");
  }

  @Test
  void a_key_pasted_with_foreign_line_ends_logs_in() throws Exception {
    var text = Files.readString(key("ed25519", 256, "OPENSSH", ""));
    var pasted = "  \n" + text.replace("\n", "\r\n") + "\n\n";
    var credential = new Credential.PrivateKey(pasted, Optional.empty());
    assertThat(remote(credential).exec(Command.of("true"), SOON).ok()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIhunter2 me",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n-----END OPENSSH PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nhunter2==\n-----END RSA PRIVATE KEY-----"
      })
  void text_that_is_no_private_key_is_refused_and_not_repeated(String text) {
    var failure = refusal(new Credential.PrivateKey(text, Optional.empty()));
    assertThat(failure.reason()).isEqualTo(Reason.BAD_CREDENTIAL);
    assertThat(failure).hasMessageContaining("OpenSSH or PEM");
    for (Throwable at = failure; at != null; at = at.getCause()) {
      assertThat(at.toString()).doesNotContain("hunter2");
    }
  }

  @Test
  void an_agent_signs_for_each_kind_of_key() throws Exception {
    try (var agent = new SshAgentProcess(host.folder().resolve("agent"))) {
      assertThat(refusal(agent.credential()).reason()).isEqualTo(Reason.AUTH_REFUSED);
      for (var type : new String[] {"ed25519,256", "rsa,2048", "ecdsa,256"}) {
        int bits = Integer.parseInt(type.split(",")[1]);
        agent.forgetAll();
        agent.add(key(type.split(",")[0], bits, "OPENSSH", ""));
        var remote = remote(agent.credential());
        assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
      }
    }
  }

  @Test
  void an_agent_that_is_not_there_is_named() {
    var failure = refusal(new Credential.Agent(Path.of("/nowhere/agent")));
    assertThat(failure.reason()).isEqualTo(Reason.BAD_CREDENTIAL);
    assertThat(failure).hasMessageContaining("/nowhere/agent");
  }
}
