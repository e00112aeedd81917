package io.stampede.ssh;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractive;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPassword;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/// A password that is said at most once in a login, whichever way the host asks for it.
final class OnePassword {
  /// Where a session's context holds it; without one no host is answered.
  static final AttributeKey<OnePassword> KEY = new AttributeKey<>();

  static final UserAuthFactory PASSWORD = new PasswordFactory();
  static final UserAuthFactory KEYBOARD = new KeyboardFactory();

  private static final int TOLD_OF_PROMPT = 60;

  private final AtomicReference<@Nullable String> text;
  private volatile String answered = "";
  private volatile Optional<String> unanswered = Optional.empty();

  OnePassword(String text) {
    this.text = new AtomicReference<>(text);
  }

  /// What the host asked for that is more than a password, for the message; it is the host's word.
  Optional<String> unanswered() {
    return unanswered;
  }

  private @Nullable String take() {
    return text.getAndSet(null);
  }

  /// Whether the host never asked for it.
  boolean untold() {
    return text.get() != null;
  }

  private void cannotAnswer(String prompt) {
    if (prompt.equals(answered)) return; // asked again: the answer was wrong
    var plain = prompt.replaceAll("\\p{Cntrl}+", " ").strip();
    unanswered = Optional.of(plain.substring(0, Math.min(plain.length(), TOLD_OF_PROMPT)));
  }

  private static @Nullable OnePassword of(ClientSession session) {
    var context = session.getConnectionContext();
    return context == null ? null : context.getAttribute(KEY);
  }

  private static final class PasswordFactory extends UserAuthPasswordFactory {
    @Override
    public UserAuthPassword createUserAuth(ClientSession session) {
      return new ByPassword();
    }
  }

  private static final class KeyboardFactory extends UserAuthKeyboardInteractiveFactory {
    @Override
    public UserAuthKeyboardInteractive createUserAuth(ClientSession session) {
      return new ByKeyboard();
    }
  }

  /// RFC 4252, section 8. MINA sends nothing over a connection without cipher and MAC.
  private static final class ByPassword extends UserAuthPassword {
    @Override
    protected @Nullable String resolveAttemptedPassword(ClientSession session, String service) {
      var password = of(session);
      return password == null ? null : password.take();
    }

    @Override
    protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer) {
      var password = of(session);
      if (password != null) password.cannotAnswer("a new password, for this one has expired");
      return false;
    }
  }

  /// RFC 4256. Only a single hidden question is answered, and only the first.
  private static final class ByKeyboard extends UserAuthKeyboardInteractive {
    @Override
    protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
      var password = of(session);
      return password != null && password.untold() && super.sendAuthDataRequest(session, service);
    }

    @Override
    protected String @Nullable [] getUserResponses(
        String name, String instruction, String lang, String[] prompts, boolean[] echo) {
      if (prompts.length == 0) return new String[0];
      var password = of(getClientSession());
      if (password == null) return null;
      var answer = prompts.length == 1 && !echo[0] ? password.take() : null;
      if (answer == null) password.cannotAnswer(String.join(" ", prompts));
      else password.answered = prompts[0];
      return answer == null ? null : new String[] {answer};
    }
  }
}
