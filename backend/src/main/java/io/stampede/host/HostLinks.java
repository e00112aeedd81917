package io.stampede.host;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The links to all hosts that are wanted. A link appears with its host's intent and is closed with
/// it; between, it reconnects by itself.
public interface HostLinks {
  Optional<HostLink> find(String hostId);

  List<HostLink> all();

  /// Calls the listener, on a virtual thread of its own, each time a host's connection has come to
  /// stand (also again after a cut), and once for each that stands now: the place to subscribe to
  /// Docker's or libvirt's events.
  void onUp(Consumer<HostLink> listener);

  /// Calls the listener when a connection is lost or a link closed.
  void onDown(Consumer<HostLink> listener);
}
