package io.stampede.host;

import io.stampede.engine.ResourceId;
import io.stampede.ssh.LinkState;
import io.stampede.ssh.SshConnections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The links to all hosts, opened when a host is first looked at. When a link's state changes, its
/// host's key is woken: looking is what brings a lost connection back.
public final class SshHostLinks implements HostLinks, AutoCloseable {
  private final SshConnections connections;
  private final Consumer<ResourceId> wake;
  private final ConcurrentMap<String, SshHostLink> links = new ConcurrentHashMap<>();
  private final List<Consumer<HostLink>> onUp = new CopyOnWriteArrayList<>();
  private final List<Consumer<HostLink>> onDown = new CopyOnWriteArrayList<>();

  public SshHostLinks(SshConnections connections, Consumer<ResourceId> wake) {
    this.connections = connections;
    this.wake = wake;
  }

  /// The link to a host as its spec says: the kept one, or a new one when there is none or when it
  /// is reached otherwise now. Does not connect yet.
  ///
  /// @throws IllegalArgumentException when the spec has no confirmed host key
  public HostLink open(String id, HostSpec spec) {
    return opened(id, spec);
  }

  SshHostLink opened(String id, HostSpec spec) {
    return links.compute(
        id,
        (_, kept) -> {
          if (kept != null && kept.spec().reachedAs(spec)) {
            kept.become(spec);
            return kept;
          }
          if (kept != null) drop(kept);
          return make(id, spec);
        });
  }

  public void close(String id) {
    links.computeIfPresent(
        id,
        (_, kept) -> {
          drop(kept);
          return null;
        });
  }

  private SshHostLink make(String id, HostSpec spec) {
    var remote =
        connections.open(
            spec.access().endpoint(), spec.access().credential(), spec.access().hostKeys());
    var link = new SshHostLink(id, spec, remote);
    var unused = remote.onState(state -> changed(link, state));
    return link;
  }

  private void changed(SshHostLink link, LinkState state) {
    link.changed(state);
    switch (state) {
      case LinkState.Up _ -> tell(onUp, link);
      case LinkState.Down _ -> tell(onDown, link);
      case LinkState.Idle _ -> {}
    }
    wake.accept(new ResourceId(HostKind.NAME, link.id()));
  }

  private void drop(SshHostLink link) {
    link.close();
    tell(onDown, link);
  }

  private static void tell(List<Consumer<HostLink>> listeners, HostLink link) {
    for (var listener : listeners) {
      Thread.ofVirtual().name("link of " + link.name()).start(() -> listener.accept(link));
    }
  }

  @Override
  public Optional<HostLink> find(String hostId) {
    return Optional.ofNullable(links.get(hostId));
  }

  @Override
  public List<HostLink> all() {
    return List.copyOf(links.values());
  }

  @Override
  public void onUp(Consumer<HostLink> listener) {
    onUp.add(listener);
    links.values().stream()
        .filter(SshHostLink::isUp)
        .forEach(link -> tell(List.of(listener), link));
  }

  @Override
  public void onDown(Consumer<HostLink> listener) {
    onDown.add(listener);
  }

  @Override
  public void close() {
    List.copyOf(links.keySet()).forEach(this::close);
  }
}
