package io.stampede.desktop.model;

import io.stampede.client.Resource;
import io.stampede.desktop.background.Background;
import io.stampede.desktop.fake.FakeClient;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A world whose toolkit's thread is one of our own.
final class Site implements AutoCloseable {
  final FakeClient client = new FakeClient();
  private final ExecutorService ui = Executors.newSingleThreadExecutor();
  final Background background = new Background(ui);
  final World world;

  Site() {
    this(_ -> {});
  }

  /// @param before fills the site
  Site(java.util.function.Consumer<FakeClient> before) {
    before.accept(client);
    world = new World(client, background);
  }

  static Resource host(FakeClient client, String name) {
    return client.put(
        "host",
        Status.resting(Phase.CONNECTED),
        Map.of(
            "name",
            name,
            "address",
            "10.0.0.1",
            "memoryMib",
            8192L,
            "diskTotalGib",
            100L,
            "diskFreeGib",
            5L));
  }

  static Resource machine(FakeClient client, String name, Resource host, Status status) {
    return client.put(
        "virtualMachine",
        status,
        Map.of("name", name, "host", host.id(), "memoryMib", 2048L, "cpus", 1L));
  }

  /// Runs on the toolkit's thread and waits for it.
  <T> T onUi(Callable<T> work) {
    try {
      return ui.submit(work).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void doOnUi(Runnable work) {
    onUi(() -> {
      work.run();
      return true;
    });
  }

  @Override
  public void close() {
    world.close();
    background.close();
    ui.shutdownNow();
  }
}
