package io.stampede.edge;

import java.util.List;
import java.util.Optional;

/// Who listens on the ports of hosts.
public interface Listeners {
  /// Asks a host for those of some ports. Empty when it cannot be asked now.
  Optional<List<Listener>> on(String hostId, PortRange ports);
}
