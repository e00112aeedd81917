package io.stampede.edge;

import java.util.List;
import java.util.Optional;

/// Who listens on the ports of hosts.
public interface Listeners {
  /// Asks a host. Empty when it cannot be asked now.
  Optional<List<Listener>> on(String hostId);
}
