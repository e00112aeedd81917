package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.jspecify.annotations.Nullable;

/// Turns what the library throws into words for a person: what, where, what next.
final class Failures {
  private Failures() {}

  static String at(Endpoint endpoint) {
    var address = endpoint.address().value();
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + endpoint.port();
  }

  static SshFailure unreachable(Endpoint endpoint, @Nullable Throwable cause) {
    var root = root(cause);
    var advice =
        switch (root) {
          case ConnectException e when said(e).contains("refused") ->
              "nothing listens there; is sshd running, and is it this port?";
          case NoRouteToHostException _ -> "no route to it; is the host on and in this network?";
          case null -> "it gave no answer in time; is it on, and does a firewall let us pass?";
          default -> said(root);
        };
    return new SshFailure(
        Reason.UNREACHABLE, at(endpoint) + " cannot be reached: " + advice, cause);
  }

  static SshFailure noKey(Endpoint endpoint, boolean inTime) {
    return !inTime
        ? unreachable(endpoint, null)
        : new SshFailure(
            Reason.PROTOCOL,
            at(endpoint) + " hung up before it showed a key; is it an SSH server at all?");
  }

  static SshFailure unknownName(Endpoint endpoint, Throwable cause) {
    return new SshFailure(
        Reason.UNREACHABLE,
        "no address is known for the name " + endpoint.address() + "; check it, or give an address",
        cause);
  }

  /// Why the time between the TCP connection and the accepted login ended without one.
  static SshFailure login(
      Endpoint endpoint, Credential credential, Identity identity, @Nullable Throwable cause) {
    if (refusedLogin(cause)) {
      return new SshFailure(Reason.AUTH_REFUSED, refusal(endpoint, credential, identity), cause);
    }
    if (cause instanceof SshException e
        && e.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED) {
      return new SshFailure(
          Reason.PROTOCOL,
          at(endpoint) + " and we have no cipher or key type in common: " + said(e),
          cause);
    }
    return new SshFailure(
        Reason.UNREACHABLE,
        at(endpoint)
            + " hung up before the login was done"
            + (cause == null ? ": no answer in time" : ": " + said(root(cause))),
        cause);
  }

  private static String refusal(Endpoint endpoint, Credential credential, Identity identity) {
    var at = at(endpoint);
    var user = endpoint.user();
    return switch (credential) {
      case Credential.PrivateKey key when key.certificate().isPresent() ->
          "%s refused certificate and key of user %s; the certificate must name %s among its principals, and its authority be in TrustedUserCAKeys there"
              .formatted(at, user, user);
      case Credential.PrivateKey _ ->
          "%s refused the key of user %s; add its public part to ~%s/.ssh/authorized_keys"
              .formatted(at, user, user);
      case Credential.Agent agent ->
          "%s refused every key of the agent at %s for user %s; add one's public part to ~%s/.ssh/authorized_keys"
              .formatted(at, agent.socket(), user, user);
      case Credential.Password _ -> passwordRefusal(at, user, identity);
    };
  }

  private static String passwordRefusal(String at, UserName user, Identity identity) {
    var password = identity.password().orElseThrow();
    var more = password.unanswered();
    if (more.isPresent()) {
      return "%s wants more of user %s than a password: “%s”; use a key"
          .formatted(at, user, more.get());
    }
    return password.untold()
        ? "%s takes no password of user %s; use a key, or set PasswordAuthentication yes (for root also PermitRootLogin yes) there"
            .formatted(at, user)
        : "%s refused the password of user %s; it is not tried again, check it".formatted(at, user);
  }

  private static boolean refusedLogin(@Nullable Throwable cause) {
    return cause instanceof SshException e
        && (e.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
            || said(e).contains("Too many authentication failures"));
  }

  static SshFailure cut(Endpoint endpoint, String underway, @Nullable Throwable cause) {
    return new SshFailure(
        Reason.CUT,
        "the connection to %s was cut during: %s; look what became of it"
            .formatted(at(endpoint), underway),
        cause);
  }

  static SshFailure lost(Endpoint endpoint, String lastWords) {
    return new SshFailure(
        Reason.CUT, "the connection to %s was lost: %s".formatted(at(endpoint), lastWords));
  }

  static SshFailure interrupted(Endpoint endpoint, String underway, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new SshFailure(
        Reason.CUT, "given up here, at %s: %s".formatted(at(endpoint), underway), cause);
  }

  static SshFailure closed(Endpoint endpoint) {
    return new SshFailure(Reason.CUT, "the connection to " + at(endpoint) + " was closed here");
  }

  /// A failure of another thread, told to this one with its own stack.
  static SshFailure again(SshFailure failure) {
    return new SshFailure(failure.reason(), said(failure), failure);
  }

  static String said(@Nullable Throwable e) {
    if (e == null) return "no reason given";
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static @Nullable Throwable root(@Nullable Throwable e) {
    var at = e;
    while (at != null && at.getCause() != null && at.getCause() != at) at = at.getCause();
    return at;
  }
}
