package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.time.Duration;

/// Finds out why a host's sshd opened no stream to a Unix socket. OpenSSH answers alike whether the
/// socket is missing, closed to the user, left by a dead service, or forbidden by its configuration
/// (`server_request_direct_streamlocal` in its serverloop.c), so the host is asked what it sees
/// there.
final class SocketDiagnosis {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Flags 00010000 of `/proc/net/unix` mark a socket that listens (`__SO_ACCEPTCON`).
  static final String LOOK =
      """
      p=$1
      [ -e "$p" ] || { echo absent; exit; }
      [ -S "$p" ] || { echo other; exit; }
      [ -w "$p" ] || { echo "denied $(stat -c %G "$p" 2>/dev/null)"; exit; }
      r=$(readlink -f "$p") || r=$p
      while read -r _ _ _ flags _ _ _ path; do
        case $flags:$path in "00010000:$p" | "00010000:$r") echo listening; exit;; esac
      done < /proc/net/unix
      echo dead
      """;

  private final Endpoint endpoint;
  private final Commands commands;

  SocketDiagnosis(Endpoint endpoint, Commands commands) {
    this.endpoint = endpoint;
    this.commands = commands;
  }

  /// The failure in better words, or as it was when the host cannot be asked.
  SshFailure explain(RemotePath socket, SshFailure failure) {
    String seen;
    try {
      seen = commands.run(Command.script(LOOK, socket.value()), null, PATIENCE).out().strip();
    } catch (SshFailure e) {
      failure.addSuppressed(e);
      return failure;
    }
    return explain(socket, seen, failure);
  }

  /// The same, with what was seen already.
  SshFailure explain(RemotePath socket, String seen, SshFailure failure) {
    var at = Failures.at(endpoint);
    return switch (seen) {
      case "absent" ->
          told(
              Reason.NOT_LISTENING,
              failure,
              "%s has no socket %s; is its service installed and started?",
              at,
              socket);
      case "other" -> told(Reason.NOT_LISTENING, failure, "%s of %s is no socket", socket, at);
      case "dead" ->
          told(
              Reason.NOT_LISTENING,
              failure,
              "nobody listens at %s of %s; start its service there",
              socket,
              at);
      case "listening" ->
          told(
              Reason.FORWARDING_REFUSED,
              failure,
              "sshd at %s refuses to forward to %s, though it listens; set"
                  + " AllowStreamLocalForwarding yes there, and look for no-port-forwarding with"
                  + " the key",
              at,
              socket);
      default ->
          seen.startsWith("denied")
              ? told(
                  Reason.FILE,
                  failure,
                  "user %s may not open %s of %s; add it to the group %s there",
                  endpoint.user(),
                  socket,
                  at,
                  group(seen))
              : failure;
    };
  }

  private static String group(String seen) {
    var name = seen.substring("denied".length()).strip();
    return name.matches("[A-Za-z0-9_.-]{1,32}") ? name : "that owns it";
  }

  private static SshFailure told(
      Reason reason, SshFailure cause, String format, Object... arguments) {
    return new SshFailure(reason, format.formatted(arguments), cause);
  }
}
