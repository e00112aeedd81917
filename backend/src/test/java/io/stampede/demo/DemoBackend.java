package io.stampede.demo;

import static org.awaitility.Awaitility.await;

import io.stampede.adoption.Census;
import io.stampede.client.Change;
import io.stampede.client.ChangeFeed;
import io.stampede.client.Faces;
import io.stampede.client.LocalClient;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.component.Components;
import io.stampede.container.ContainerFace;
import io.stampede.container.ContainerKind;
import io.stampede.container.ContainerStrangers;
import io.stampede.engine.Engine;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.figures.FigureHistory;
import io.stampede.host.HostFace;
import io.stampede.host.HostKind;
import io.stampede.host.HostSpec;
import io.stampede.image.CopyOnHost;
import io.stampede.image.ImageCopies;
import io.stampede.network.Readiness;
import io.stampede.store.Store;
import io.stampede.vm.VmFace;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmStrangers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hosts, containers and machines through the whole backend, on emulated hosts, with each step done
/// twice and a census that looks when it is told to.
final class DemoBackend implements AutoCloseable {
  private static final Engine.Settings TWICE =
      new Engine.Settings(true, 4, 4, Duration.ofMillis(10));

  final DemoHosts hosts = new DemoHosts(InstantSource.system());
  final DemoVmHost machines;
  final Store store;
  final Census census;
  final StampedeClient client;
  private final Engine engine;
  private final AutoCloseable watch;

  DemoBackend(Path folder) throws IOException {
    var clock = InstantSource.system();
    var changes = new ChangeFeed();
    var reach = DemoReach.to(hosts);
    machines = new DemoVmHost(reach, new DemoImageHost(reach, clock), clock, _ -> {});
    var faces =
        new Faces(
            List.of(
                new HostFace(
                    new HostKind(hosts, Components.none(), _ -> Optional.empty(), clock),
                    hosts,
                    clock),
                new VmFace(new VmKind(machines, new NoImages(), Readiness.ALWAYS, clock)),
                new ContainerFace(new ContainerKind(hosts, Readiness.ALWAYS, clock), hosts)));
    store =
        Store.open(
            folder,
            clock,
            faces.stored(),
            (id, what) -> changes.publish(id, Change.What.valueOf(what.name())));
    engine = new Engine(clock, store, store.journal(), TWICE, faces.kinds());
    var figures =
        new FigureHistory(new DemoFigureSource(hosts, machines), store.figures(), clock, _ -> {});
    client = new LocalClient(faces, store, engine, changes, figures, clock);
    census =
        new Census(
            store, engine::wake, List.of(new ContainerStrangers(hosts), new VmStrangers(machines)));
    watch =
        client.watch(change -> {
          if (change.kind().equals("host")) census.hostChanged(change.id());
        });
    engine.start();
    census.start();
  }

  private static final class NoImages implements ImageCopies {
    @Override
    public Copy find(String imageId, String hostId) {
      return Copy.NONE;
    }

    @Override
    public void want(String imageId, String hostId) {
      // there are none
    }

    @Override
    public List<CopyOnHost> all(String imageId) {
      return List.of();
    }

    @Override
    public void note(String imageId, String hostId, Optional<Instant> unusedSince) {}

    @Override
    public void release(String imageId, String hostId) {}

    @Override
    public void release(String imageId) {
      // there are none
    }
  }

  static String address(int number) {
    return "192.0.2." + number;
  }

  DemoHosts.Machine machine(int number) {
    return hosts.at(address(number));
  }

  /// `h1`, and so on.
  Resource addHost(int number) {
    return addHost(number, Map.of());
  }

  Resource addHost(int number, Map<String, String> labels) {
    var key = client.ask("host", "hostKey", Map.of("address", address(number)));
    var id =
        client
            .create(
                "host",
                Map.of(
                    "name",
                    "h" + number,
                    "address",
                    address(number),
                    "privateKey",
                    "key",
                    "hostKey",
                    String.valueOf(key.get("fingerprint")),
                    "labels",
                    labels))
            .id();
    return settled("host", id, Phase.CONNECTED);
  }

  void cordon(Resource host, boolean cordoned) {
    var row = store.row(new ResourceId("host", host.id())).orElseThrow();
    var spec = ((HostSpec) row.spec()).withCordoned(cordoned);
    store.replace(row.id(), row.generation(), true, row.name(), spec);
    engine.wake(row.id());
  }

  Resource settled(String kind, String id, Phase phase) {
    await()
        .until(
            () -> client.get(kind, id).status(), s -> s.phase() == phase && s.progress().isEmpty());
    return client.get(kind, id);
  }

  @Override
  public void close() throws Exception {
    watch.close();
    census.close();
    engine.close();
    client.close();
    store.close();
  }
}
