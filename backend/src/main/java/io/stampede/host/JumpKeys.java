package io.stampede.host;

import io.stampede.ssh.Command;
import io.stampede.ssh.Credential;
import io.stampede.ssh.Jump;
import io.stampede.ssh.Remote;
import io.stampede.ssh.SshConnections;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.SshFailure.Reason;
import java.time.Duration;
import java.util.List;

/// The key that was made for one host, on the jumps before it: where a password opened these, too,
/// each has to take the key from then on. Each jump is reached through those before it. All may be
/// done twice.
public final class JumpKeys {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SshConnections connections;

  public JumpKeys(SshConnections connections) {
    this.connections = connections;
  }

  /// Puts it on each jump, from the first to the last.
  ///
  /// @param credential opens the jumps as yet
  public void install(Access access, Credential credential, String line, String comment)
      throws SshFailure {
    var jumps = access.endpoint(credential).jumps();
    for (int i = 0; i < jumps.size(); i++) {
      run(jumps, i, InstalledKey.install(line, comment));
    }
  }

  /// Takes it from each jump, from the last to the first: one that does not take it any more has
  /// been left already.
  public void remove(Access access, String line) throws SshFailure {
    var jumps = access.endpoint().jumps();
    for (int i = jumps.size() - 1; i >= 0; i--) {
      try {
        run(jumps, i, InstalledKey.remove(line));
      } catch (SshFailure e) {
        if (e.reason() != Reason.AUTH_REFUSED) throw e;
      }
    }
  }

  /// Whether the first jump still takes it, which is left last.
  boolean isLeft(Access access) throws SshFailure {
    var jumps = access.endpoint().jumps();
    if (jumps.isEmpty()) return false;
    try (var remote = open(jumps, 0)) {
      remote.connect();
      return true;
    } catch (SshFailure e) {
      if (e.reason() == Reason.AUTH_REFUSED) return false;
      throw e;
    }
  }

  private void run(List<Jump> jumps, int which, Command command) throws SshFailure {
    try (var remote = open(jumps, which)) {
      var result = remote.exec(command, PATIENCE);
      if (result.ok()) return;
      throw new SshFailure(
          Reason.FILE,
          "the jump %s does not let its authorized_keys be changed: %s"
              .formatted(jumps.get(which), ComponentMoves.firstLine(result)));
    }
  }

  private Remote open(List<Jump> jumps, int which) {
    var jump = jumps.get(which);
    var way = jump.endpoint().through(jumps.subList(0, which));
    return connections.open(way, jump.credential(), jump.hostKeys());
  }
}
