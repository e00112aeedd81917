package io.stampede;

import io.stampede.client.Change;
import io.stampede.client.ChangeFeed;
import io.stampede.client.Faces;
import io.stampede.client.LocalClient;
import io.stampede.client.StampedeClient;
import io.stampede.container.ContainerFace;
import io.stampede.container.ContainerKind;
import io.stampede.container.DockerContainerHosts;
import io.stampede.container.DockerEvents;
import io.stampede.engine.Engine;
import io.stampede.host.HostFace;
import io.stampede.host.HostKind;
import io.stampede.host.SshHostAccess;
import io.stampede.host.SshHostLinks;
import io.stampede.image.ImageCopyFace;
import io.stampede.image.ImageCopyKind;
import io.stampede.image.ImageFace;
import io.stampede.image.ImageKind;
import io.stampede.image.ImageStore;
import io.stampede.image.SshImageHost;
import io.stampede.ssh.SshConnections;
import io.stampede.store.Store;
import io.stampede.vm.LibvirtVmHost;
import io.stampede.vm.VmFace;
import io.stampede.vm.VmKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// The backend, wired by hand. One process owns one data folder.
public final class Stampede implements AutoCloseable {
  /// @param data where everything is kept: database, keys, images
  /// @param demo whether hosts are emulated in memory instead of reached over SSH
  /// @param engine how the engine works
  public record Settings(Path data, boolean demo, Engine.Settings engine) {
    public static Settings in(Path data) {
      return new Settings(data, false, Engine.Settings.USUAL);
    }

    public Settings asDemo() {
      return new Settings(data, true, engine.withTwice(true));
    }

    public Settings withTwice(boolean twice) {
      return new Settings(data, demo, engine.withTwice(twice));
    }
  }

  private final DataFolder folder;
  private final SshConnections ssh = SshConnections.mina();
  private final SshHostLinks links;
  private final DockerContainerHosts containers;
  private final DockerEvents dockerEvents;
  private final LibvirtVmHost machines;
  private final Store store;
  private final Engine engine;
  private final LocalClient client;

  private Stampede(DataFolder folder, Settings settings) throws IOException {
    this.folder = folder;
    var clock = InstantSource.system();
    var wakes = new Wakes();
    var changes = new ChangeFeed();
    this.links = new SshHostLinks(ssh, wakes::wake);
    links.onUp(link -> wakes.wakeLane(link.id()));
    links.onDown(link -> wakes.wakeLane(link.id()));

    var copies = new StoredImageCopies(wakes);
    var images = new ImageStore(folder.path().resolve("images"));
    var hosts = new SshHostAccess(ssh, links, folder.installation(), clock);
    this.containers = new DockerContainerHosts(links, clock);
    this.dockerEvents = new DockerEvents(links, containers, wakes::wake);
    this.machines = new LibvirtVmHost(links, clock, wakes::wake);
    var faces =
        new Faces(
            List.of(
                new HostFace(new HostKind(hosts, clock), hosts),
                new VmFace(new VmKind(machines, copies)),
                new ContainerFace(new ContainerKind(containers, clock), containers),
                new ImageFace(new ImageKind(images, copies, clock), images),
                new ImageCopyFace(new ImageCopyKind(images, new SshImageHost(links, clock)))));
    this.store =
        Store.open(
            folder.path(),
            clock,
            faces.stored(),
            (id, what) -> changes.publish(id, Change.What.valueOf(what.name())));
    this.engine = new Engine(clock, store, store.journal(), settings.engine(), faces.kinds());
    copies.in(store);
    wakes.to(engine);
    this.client = new LocalClient(faces, store, engine, changes, clock);
    dockerEvents.start();
    engine.start();
  }

  /// @throws IOException when another process owns the folder, or it cannot be written
  public static Stampede open(Settings settings) throws IOException {
    return new Stampede(DataFolder.own(settings.data()), settings);
  }

  public StampedeClient client() {
    return client;
  }

  @Override
  public void close() throws IOException {
    engine.close();
    client.close();
    dockerEvents.close();
    machines.close();
    containers.close();
    links.close();
    ssh.close();
    store.close();
    folder.close();
  }
}
