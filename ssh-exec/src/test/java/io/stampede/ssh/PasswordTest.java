package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stampede.ssh.SshFailure.Reason;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Passwords, by both ways in which hosts ask for them, against a server that notes each.
class PasswordTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);
  private final EmbeddedHost host;

  PasswordTest() throws Exception {
    host = new EmbeddedHost();
  }

  @AfterEach
  void close() throws Exception {
    connections.close();
    host.close();
  }

  private Remote remote(String password) {
    return connections.open(host.endpoint(), new Credential.Password(password), host.pinned());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "keyboard-interactive",
        "publickey,password,keyboard-interactive",
        "keyboard-interactive,password"
      })
  void the_right_password_logs_in_however_the_host_asks_for_it(String methods) throws Exception {
    host.takePassword("correct horse ä€", methods);
    assertThat(remote("correct horse ä€").exec(Command.of("true"), SOON).ok()).isTrue();
    assertThat(host.passwords()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "keyboard-interactive", "password,keyboard-interactive"})
  void a_wrong_password_is_said_once_and_never_again(String methods) {
    host.takePassword("right", methods);
    var remote = remote("wrong");
    for (int i = 0; i < 3; i++) {
      var refused = failure(remote::connect);
      assertThat(refused.reason()).isEqualTo(Reason.AUTH_REFUSED);
      assertThat(refused).hasMessageContaining("refused the password of user core");
    }
    assertThat(host.passwords()).hasSize(1);
  }

  @Test
  void a_host_that_takes_no_passwords_hears_none() {
    host.takePassword("right", "publickey");
    var refused = failure(remote("right")::connect);
    assertThat(refused.reason()).isEqualTo(Reason.AUTH_REFUSED);
    assertThat(refused).hasMessageContaining("PasswordAuthentication yes");
    assertThat(host.passwords()).isEmpty();
  }

  @Test
  void a_host_that_wants_more_than_a_password_is_told_as_such() {
    host.ask(new Questions(List.of(false, false), "Password: ", "One-time code: "));
    var refused = failure(remote("right")::connect);
    assertThat(refused.reason()).isEqualTo(Reason.AUTH_REFUSED);
    assertThat(refused).hasMessageContaining("wants more").hasMessageContaining("One-time code:");
  }

  @Test
  void a_question_whose_answer_would_be_shown_is_not_answered_with_the_password() {
    host.ask(new Questions(List.of(true), "Your name\n: "));
    var refused = failure(remote("right")::connect);
    assertThat(refused).hasMessageContaining("“Your name :”");
  }

  @Test
  void after_the_password_was_used_to_install_a_key_the_key_logs_in() throws Exception {
    host.takePassword("right", "publickey,password");
    assertThat(remote("right").exec(Command.of("true"), SOON).ok()).isTrue();
    var byKey = connections.open(host.endpoint(), host.credential(), host.pinned());
    assertThat(byKey.exec(Command.of("true"), SOON).ok()).isTrue();
    assertThat(host.passwords()).hasSize(1);
  }

  @Test
  void a_password_is_not_shown() {
    assertThat(new Credential.Password("hunter2").toString()).doesNotContain("hunter2");
    assertThat(new Jump(host.endpoint(), new Credential.Password("hunter2"), host.pinned()))
        .asString()
        .doesNotContain("hunter2");
    assertThatIllegalArgumentException().isThrownBy(() -> new Credential.Password(""));
  }

  /// Asks the same questions and is content with no answer.
  private record Questions(List<Boolean> shown, String... prompts)
      implements KeyboardInteractiveAuthenticator {
    @Override
    public InteractiveChallenge generateChallenge(
        ServerSession session, String user, String language, String methods) {
      var challenge = new InteractiveChallenge();
      challenge.setInteractionName("");
      challenge.setInteractionInstruction("");
      challenge.setLanguageTag("");
      for (int i = 0; i < prompts.length; i++) challenge.addPrompt(prompts[i], shown.get(i));
      return challenge;
    }

    @Override
    public boolean authenticate(ServerSession session, String user, List<String> answers) {
      return false;
    }
  }
}
