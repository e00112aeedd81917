package io.stampede.host;

import io.stampede.engine.Problem;
import io.stampede.ssh.SshFailure;
import java.util.Locale;

/// What an SSH failure means to a person: for all kinds that live on hosts.
public final class HostProblems {
  private HostProblems() {}

  /// @param host the host's name, as in `h1`
  public static Problem of(SshFailure failure, String host) {
    var message = String.valueOf(failure.getMessage());
    return Problem.host(
        code(failure),
        message.contains(host) ? message : host + ": " + message,
        fix(failure.reason(), host));
  }

  static String code(SshFailure failure) {
    return failure.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String fix(SshFailure.Reason reason, String host) {
    return switch (reason) {
      case UNREACHABLE -> "check that it is on, and its address and port under Hosts → " + host;
      case HOST_KEY_UNKNOWN -> "confirm its fingerprint under Hosts → " + host;
      case HOST_KEY_CHANGED ->
          "if it was installed anew, enter its new fingerprint under Hosts → "
              + host
              + "; if not, somebody may be in between";
      case HOST_KEY_REFUSED ->
          "have its key signed by the authority given under Hosts → "
              + host
              + ", for this address, or confirm its fingerprint instead";
      case AUTH_REFUSED ->
          "add the public key to the user's ~/.ssh/authorized_keys there, or change user or key"
              + " under Hosts → "
              + host;
      case BAD_CREDENTIAL ->
          "paste an OpenSSH or PEM private key, and its passphrase if it has one";
      case FORWARDING_REFUSED -> "set “AllowStreamLocalForwarding yes” in its sshd_config";
      case NOT_LISTENING -> "start the service there, or install it";
      case BUSY -> "wait a moment, or raise MaxSessions in its sshd_config";
      case TIMEOUT -> "look at its load";
      case CUT -> "nothing: it is looked at again";
      case FILE -> "look at its disk and permissions";
      case PROTOCOL -> "look at what its login shell prints";
    };
  }
}
