package io.stampede.image;

import io.stampede.host.HostLink;
import io.stampede.ssh.Command;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.util.List;

/// What a script that looks at a host prints, only when it has come to its end. A host that loses
/// its power kills the script underway: what it had not said by then must not be read as not being
/// there.
public final class WholeAnswer {
  /// The last line of every such script prints this.
  public static final String END = "that is all";

  private WholeAnswer() {}

  /// The lines before the last.
  ///
  /// @throws SshFailure also when the script failed or did not come to its end
  public static List<String> of(HostLink link, Command script, Duration deadline)
      throws SshFailure {
    var result = link.remote().exec(script, deadline);
    var lines = result.out().lines().toList();
    if (!result.ok() || lines.isEmpty() || !lines.getLast().equals(END)) {
      throw new SshFailure(
          SshFailure.Reason.CUT,
          "%s broke off while it was looked at (status %d)"
              .formatted(link.name(), result.exitStatus()));
    }
    return lines.subList(0, lines.size() - 1);
  }
}
