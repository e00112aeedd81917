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

  /// From $1 to $2. Names of processes are for root only; without them there are ports all the
  /// same. To find them takes long, as all that run are looked at: that is left for when there is
  /// somebody.
  private static final String SCRIPT =
      """
      ports="( sport >= :$1 and sport <= :$2 )"
      [ -n "$(ss -Hlntu "$ports")" ] || exit 0
      if [ "$(id -u)" = 0 ]; then exec ss -Hlntup "$ports"; else exec sudo -n ss -Hlntup "$ports"; fi
      """;

  private final HostLinks links;

  public SshListeners(HostLinks links) {
    this.links = links;
  }

  @Override
  public Optional<List<Listener>> on(String hostId, PortRange ports) {
    var link = links.find(hostId);
    if (link.isEmpty()) return Optional.empty();
    try {
      var first = Integer.toString(ports.first());
      var last = Integer.toString(ports.last());
      var command = Command.of("sh", "-c", SCRIPT, "sh", first, last);
      var said = link.get().remote().exec(command, PATIENCE);
      return said.ok() ? Optional.of(Listener.parse(said.out())) : Optional.empty();
    } catch (SshFailure _) {
      return Optional.empty();
    }
  }
}
