package io.stampede;

import io.stampede.client.Change;
import io.stampede.client.ChangeFeed;
import io.stampede.client.Faces;
import io.stampede.client.KindFace;
import io.stampede.client.LocalClient;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Engine;
import io.stampede.store.Store;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  private final FileChannel lock;
  private final Store store;
  private final Engine engine;
  private final LocalClient client;

  private Stampede(FileChannel lock, Settings settings) throws IOException {
    this.lock = lock;
    var clock = InstantSource.system();
    var changes = new ChangeFeed();
    var faces = new Faces(List.<KindFace<?, ?, ?>>of());
    this.store =
        Store.open(
            settings.data(),
            clock,
            faces.stored(),
            (id, what) -> changes.publish(id, Change.What.valueOf(what.name())));
    this.engine = new Engine(clock, store, store.journal(), settings.engine(), faces.kinds());
    this.client = new LocalClient(faces, store, engine, changes, clock, (_, _) -> Optional.empty());
    engine.start();
  }

  /// @throws IOException when another process owns the folder, or it cannot be written
  public static Stampede open(Settings settings) throws IOException {
    Files.createDirectories(settings.data());
    return new Stampede(own(settings.data()), settings);
  }

  /// Takes the folder for this process; the kernel gives it back when the process ends, however.
  private static FileChannel own(Path data) throws IOException {
    var channel =
        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held = channel.tryLock();
    if (held == null) {
      channel.close();
      throw new IOException(
          "another console already uses %s; stop it, or choose another data folder"
              .formatted(data));
    }
    return channel;
  }

  public StampedeClient client() {
    return client;
  }

  @Override
  public void close() {
    engine.close();
    client.close();
    store.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
