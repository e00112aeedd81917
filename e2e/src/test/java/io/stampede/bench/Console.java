package io.stampede.bench;

import io.stampede.Stampede;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.component.Components;
import io.stampede.engine.Phase;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The whole product without a face, over a data folder of its own.
final class Console implements AutoCloseable {
  static final String IMAGE = "tiny";

  private static final long PATIENCE = 60;

  private final Stampede stampede;
  private final StampedeClient client;
  private final Semaphore changes = new Semaphore(0);
  private final AutoCloseable watch;

  Console(Path data) throws IOException {
    stampede = Stampede.open(Stampede.Settings.in(data).withComponents(Components.installed()));
    client = stampede.client();
    watch = client.watch(_ -> changes.release());
  }

  /// Adds the host and waits until it is connected.
  void add(LabHost host) {
    var fields =
        Map.of(
            "name", host.name(),
            "address", host.address(),
            "privateKey", host.privateKey(),
            "hostKey", host.hostKeyFingerprint());
    create("host", fields, Phase.CONNECTED);
  }

  /// Keeps the tiny guest's disk as an image, under the returned id.
  String addImage() throws IOException {
    var image = client.create("image", Map.of("name", IMAGE));
    try (var content = Files.newInputStream(LabImages.tinyDisk())) {
      client.upload("image", image.id(), content);
    }
    await("image", image, Phase.READY);
    return image.id();
  }

  /// Returns when it has come true.
  Resource create(String kind, Map<String, ?> fields, Phase phase) {
    return await(kind, client.create(kind, fields), phase);
  }

  /// Returns when it was asked for.
  Resource ask(String kind, Map<String, ?> fields) {
    return client.create(kind, fields);
  }

  /// The same for a change.
  Resource change(String kind, String id, Map<String, ?> fields) {
    return client.update(kind, id, fields);
  }

  /// Returns when it is seen to be so.
  void update(String kind, String id, Map<String, ?> fields, Predicate<Resource> so) {
    var now = client.update(kind, id, fields);
    while (!so.test(now)) {
      changes.drainPermits();
      now = client.get(kind, id);
      if (!so.test(now)) awaitChange(now.name());
    }
  }

  /// Returns when nothing of it is left.
  void remove(String kind, String id) {
    client.remove(kind, id);
    while (true) {
      changes.drainPermits();
      try {
        client.get(kind, id);
      } catch (Refused _) {
        return;
      }
      awaitChange(id);
    }
  }

  private Resource await(String kind, Resource resource, Phase phase) {
    while (true) {
      changes.drainPermits();
      var now = client.get(kind, resource.id());
      if (now.status().phase() == phase) return now;
      if (now.status().phase() == Phase.ERROR) {
        throw new IllegalStateException(now.name() + ": " + now.status());
      }
      awaitChange(now.name());
    }
  }

  private void awaitChange(String of) {
    try {
      if (!changes.tryAcquire(PATIENCE, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nothing happens to " + of);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() throws Exception {
    watch.close();
    stampede.close();
  }
}
