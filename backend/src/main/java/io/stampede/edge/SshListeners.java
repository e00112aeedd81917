package io.stampede.edge;

import io.stampede.host.HostLinks;
import io.stampede.ssh.Command;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks real hosts by one command, over their kept connections.
public final class SshListeners implements Listeners {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Names of processes are for root only; without it there are ports all the same.
  private static final String SCRIPT =
      """
      if [ "$(id -u)" = 0 ]; then exec ss -Hlntup; else exec sudo -n ss -Hlntup; fi
      """;

  private final HostLinks links;

  public SshListeners(HostLinks links) {
    this.links = links;
  }

  @Override
  public Optional<List<Listener>> on(String hostId) {
    var link = links.find(hostId);
    if (link.isEmpty()) return Optional.empty();
    try {
      var said = link.get().remote().exec(Command.of("sh", "-c", SCRIPT), PATIENCE);
      return said.ok() ? Optional.of(Listener.parse(said.out())) : Optional.empty();
    } catch (SshFailure _) {
      return Optional.empty();
    }
  }
}
