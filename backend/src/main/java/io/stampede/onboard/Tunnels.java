package io.stampede.onboard;

import io.stampede.ssh.ByteStream;
import io.stampede.ssh.Remote;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.util.List;

/// Tries what sshd lets through, with streams that are closed at once.
final class Tunnels {
  /// One of them listens on nearly every host; sshd tells “forbidden” from “not there” only where
  /// something listens.
  private static final List<RemotePath> SOCKETS =
      List.of(
          new RemotePath("/var/run/docker.sock"),
          new RemotePath("/run/dbus/system_bus_socket"),
          new RemotePath("/run/systemd/journal/stdout"));

  private static final int NO_PORT = 1;

  /// sshd refuses, and a command on the host stands in.
  static final String BRIDGED = "bridged";

  private interface Opening {
    ByteStream open() throws SshFailure;
  }

  private Tunnels() {}

  static Probed look(Remote remote) {
    return Probed.of(
        "streamlocal", streamLocal(remote),
        "tcp", tried(() -> remote.openTcp("127.0.0.1", NO_PORT), "yes"));
  }

  private static String streamLocal(Remote remote) {
    for (var socket : SOCKETS) {
      var answer = tried(() -> remote.openUnix(socket), "");
      if (answer.isEmpty()) continue;
      boolean bridged = answer.equals("yes") && remote.bridged().isPresent();
      return bridged ? BRIDGED : answer;
    }
    return "";
  }

  /// @param absent what it means that nothing listens there
  private static String tried(Opening opening, String absent) {
    try (var _ = opening.open()) {
      return "yes";
    } catch (SshFailure e) {
      return switch (e.reason()) {
        case NOT_LISTENING, FILE -> absent;
        case FORWARDING_REFUSED -> "refused";
        case UNREACHABLE,
            HOST_KEY_UNKNOWN,
            HOST_KEY_CHANGED,
            HOST_KEY_REFUSED,
            AUTH_REFUSED,
            BAD_CREDENTIAL,
            BUSY,
            TIMEOUT,
            CUT,
            PROTOCOL ->
            Probed.plain(String.valueOf(e.getMessage()));
      };
    }
  }
}
