package io.stampede.host;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.SshFailure.Reason;
import java.time.Duration;
import java.util.Optional;

/// Takes the key back that was made for a host alone: the last that is done there, for after it
/// nobody gets in with that key. Then the jumps before it are left, too.
final class TakenKey {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SshHostLinks links;
  private final JumpKeys jumps;

  TakenKey(SshHostLinks links, JumpKeys jumps) {
    this.links = links;
    this.jumps = jumps;
  }

  /// Whether this is the word of a host that does not take our key any more.
  static boolean isRefusal(Outcome outcome) {
    return outcome instanceof Outcome.Again(var _, var why) && why.code().equals("auth-refused");
  }

  Outcome takeBack(String id, HostSpec spec) {
    try {
      var line = MadeKey.publicLine(spec.access().privateKey().orElseThrow());
      var kept = takenFromHost(id, spec, line);
      if (kept.isPresent()) return Outcome.stuck(kept.get());
      jumps.remove(spec.access(), line);
      return Outcome.done();
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, spec.name().value()));
    }
  }

  /// Why it is still there; a host that refuses it has it no more.
  private Optional<Problem> takenFromHost(String id, HostSpec spec, String line) throws SshFailure {
    try {
      var result = links.opened(id, spec).remote().exec(InstalledKey.remove(line), PATIENCE);
      if (result.ok()) return Optional.empty();
      return Optional.of(
          Problem.host(
              "key-left",
              "%s kept our key: %s".formatted(spec.name(), ComponentMoves.firstLine(result)),
              "take the line that ends with “stampede” out of ~%s/.ssh/authorized_keys"
                  .formatted(spec.user())));
    } catch (SshFailure e) {
      if (e.reason() == Reason.AUTH_REFUSED) return Optional.empty();
      throw e;
    }
  }
}
