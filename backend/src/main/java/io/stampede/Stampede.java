package io.stampede;

import io.stampede.client.Change;
import io.stampede.client.ChangeFeed;
import io.stampede.client.Faces;
import io.stampede.client.KindFace;
import io.stampede.client.LocalClient;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Engine;
import io.stampede.host.HostFace;
import io.stampede.host.HostKind;
import io.stampede.host.SshHostAccess;
import io.stampede.host.SshHostLinks;
import io.stampede.ssh.SshConnections;
import io.stampede.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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

    var hosts = new SshHostAccess(ssh, links, folder.installation(), clock);
    var faces =
        new Faces(List.<KindFace<?, ?, ?>>of(new HostFace(new HostKind(hosts, clock), hosts)));
    this.store =
        Store.open(
            folder.path(),
            clock,
            faces.stored(),
            (id, what) -> changes.publish(id, Change.What.valueOf(what.name())));
    this.engine = new Engine(clock, store, store.journal(), settings.engine(), faces.kinds());
    wakes.to(engine);
    this.client = new LocalClient(faces, store, engine, changes, clock, (_, _) -> Optional.empty());
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
    links.close();
    ssh.close();
    store.close();
    folder.close();
  }
}
