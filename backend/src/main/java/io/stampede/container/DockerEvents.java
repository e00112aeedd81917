package io.stampede.container;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Event;
import io.stampede.engine.ResourceId;
import io.stampede.host.HostKind;
import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import io.stampede.ssh.LinkState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to what Docker does with containers on every connected host, and says which to look at.
/// Whatever is missed is only noticed later; after a gap all of a host's containers are named.
public final class DockerEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DockerEvents.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// What changes facts; health checks alone would make a noise of `exec_…` events.
  private static final String[] TELLING = {
    "create",
    "start",
    "die",
    "stop",
    "kill",
    "destroy",
    "pause",
    "unpause",
    "rename",
    "update",
    "oom",
    "health_status"
  };

  private static final Set<String> COMING = Set.of("create", "destroy", "rename");

  private final HostLinks links;
  private final DockerContainerHosts hosts;
  private final Consumer<ResourceId> wake;
  private final Consumer<String> strange;
  private final ConcurrentMap<String, Thread> listeners = new ConcurrentHashMap<>();

  /// @param wake look at this container now
  /// @param strange something has happened on this host to containers that are not ours
  public DockerEvents(
      HostLinks links,
      DockerContainerHosts hosts,
      Consumer<ResourceId> wake,
      Consumer<String> strange) {
    this.links = links;
    this.hosts = hosts;
    this.wake = wake;
    this.strange = strange;
  }

  /// Begins to listen to the hosts that are connected, and to each that will be.
  public void start() {
    links.onUp(this::listen);
    links.onDown(this::unlisten);
  }

  private void listen(HostLink link) {
    listeners.compute(
        link.id(),
        (_, before) -> {
          if (before != null) before.interrupt();
          return Thread.ofVirtual().name("events of " + link.name()).start(() -> keepOn(link));
        });
  }

  private void unlisten(HostLink link) {
    var thread = listeners.remove(link.id());
    if (thread != null) thread.interrupt();
  }

  /// Subscribes anew whenever the stream ends while the connection stands: Docker was restarted.
  private void keepOn(HostLink link) {
    var pause = PAUSE;
    try {
      while (isCurrent(link)) {
        long began = System.nanoTime();
        once(link);
        // Docker may be down: the host says so.
        wake.accept(new ResourceId(HostKind.NAME, link.id()));
        boolean lasted = System.nanoTime() - began > LONGEST_PAUSE.toNanos();
        Thread.sleep(lasted ? PAUSE : pause);
        pause = lasted ? PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isCurrent(HostLink link) {
    return links.find(link.id()).filter(current -> current == link).isPresent()
        && link.remote().state() instanceof LinkState.Up;
  }

  private void once(HostLink link) throws InterruptedException {
    var docker = hosts.of(link).connection();
    try (var events = new DockerStream<Event>(event -> tell(link, event))) {
      var unused =
          docker
              .client()
              .eventsCmd()
              .withEventTypeFilter("container")
              .withEventFilter(TELLING)
              .exec(events);
      // After the subscription has begun, so that nothing falls between.
      if (!events.awaitBegun(PATIENCE)) return;
      wake.accept(new ResourceId(HostKind.NAME, link.id()));
      all(docker);
      strange.accept(link.id());
      events.awaitOver();
      events.failure().ifPresent(e -> LOG.debug("events of {} ended", link.name(), e));
    } catch (DockerSilent | DockerException e) {
      LOG.debug("no events of {}: {}", link.name(), e.getMessage());
    }
  }

  private void all(DockerConnection docker) throws DockerSilent {
    var marked = List.of(ContainerHost.MARK);
    docker
        .ask(PATIENCE, d -> d.listContainersCmd().withShowAll(true).withLabelFilter(marked).exec())
        .forEach(container -> tell(container.getLabels()));
  }

  private void tell(HostLink link, Event event) {
    var actor = event.getActor();
    if (actor == null) return;
    tell(actor.getAttributes());
    var dockerId = actor.getId();
    if (dockerId == null) return;
    var known = hosts.of(link).resource(dockerId);
    known.ifPresent(wake);
    var attributes = actor.getAttributes();
    boolean isMarked = attributes != null && attributes.containsKey(ContainerHost.MARK);
    boolean comesOrGoes = event.getAction() != null && COMING.contains(event.getAction());
    if (known.isPresent() ? comesOrGoes : !isMarked) strange.accept(link.id());
  }

  private void tell(@Nullable Map<String, String> attributes) {
    Optional.ofNullable(attributes)
        .map(a -> a.get(ContainerHost.MARK))
        .filter(id -> id.matches("[a-z0-9][a-z0-9-]{0,62}"))
        .ifPresent(id -> wake.accept(new ResourceId(ContainerKind.NAME, id)));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  public void close() {
    listeners.values().forEach(Thread::interrupt);
    listeners.clear();
  }
}
