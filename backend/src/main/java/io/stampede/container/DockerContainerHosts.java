package io.stampede.container;

import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// One Docker client per host link, kept as long as the link's connection: the client's pooled
/// connections would be stale after a cut.
public final class DockerContainerHosts implements ContainerHosts, AutoCloseable {
  private final HostLinks links;
  private final InstantSource clock;
  private final ConcurrentMap<String, DockerContainerHost> hosts = new ConcurrentHashMap<>();

  public DockerContainerHosts(HostLinks links, InstantSource clock) {
    this.links = links;
    this.clock = clock;
    links.onDown(this::drop);
  }

  @Override
  public Optional<ContainerHost> find(String hostId) {
    return links.find(hostId).map(this::of);
  }

  /// The host behind a link; a new link to the same host is another one.
  DockerContainerHost of(HostLink link) {
    return hosts.compute(
        link.id(),
        (_, known) -> {
          if (known != null && known.connection().link() == link) return known;
          if (known != null) known.close();
          return new DockerContainerHost(link, clock);
        });
  }

  private void drop(HostLink link) {
    hosts.computeIfPresent(
        link.id(),
        (_, known) -> {
          if (known.connection().link() != link) return known;
          known.close();
          return null;
        });
  }

  @Override
  public void close() {
    hosts.values().forEach(DockerContainerHost::close);
    hosts.clear();
  }
}
