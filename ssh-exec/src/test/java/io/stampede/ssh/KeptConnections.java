package io.stampede.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// What many kept connections cost this process: to servers in a process of their own, so that only
/// our side is measured.
final class KeptConnections {
  private static final int CONNECTIONS = 500;
  private static final int SERVERS = 5;
  private static final Duration SOON = Duration.ofSeconds(60);

  private KeptConnections() {}

  /// @param heapKb live heap per connection, in KiB
  /// @param residentKb the process's resident memory per connection, in KiB
  /// @param threads how many platform threads all of them need beyond what one needs
  /// @param seconds until all had logged in and each had run a command
  record Cost(double heapKb, double residentKb, int threads, double seconds) {}

  /// Hosts for another process: prints where they are and how to log in, and serves until its
  /// standard input ends.
  static final class Servers {
    private Servers() {}

    public static void main(String[] args) throws Exception {
      var hosts = new ArrayList<EmbeddedHost>();
      for (int i = 0; i < SERVERS; i++) hosts.add(new EmbeddedHost());
      for (var host : hosts) {
        var key = Files.writeString(host.folder().resolve("key"), text(host.credential()));
        System.out.printf("%d %s %s%n", host.endpoint().port(), host.key().fingerprint(), key);
      }
      System.out.println("ready");
      while (System.in.read() >= 0) {}
      for (var host : hosts) host.close();
      System.exit(0);
    }

    private static String text(Credential credential) {
      if (credential instanceof Credential.PrivateKey key) return key.text();
      throw new IllegalArgumentException("embedded hosts take keys");
    }
  }

  static Cost measure() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var servers =
        new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), Servers.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var connections = SshConnections.mina()) {
      var remotes = new ArrayList<Remote>();
      for (var line : lines(servers)) remotes.addAll(some(connections, line.split(" ")));
      remotes.getFirst().exec(Command.of("true"), SOON);
      var before = Look.now();
      long begun = System.nanoTime();
      connectAll(remotes);
      double seconds = (System.nanoTime() - begun) / 1e9;
      var after = Look.now();
      int more = CONNECTIONS - 1;
      return new Cost(
          (after.heap() - before.heap()) / 1024.0 / more,
          (after.resident() - before.resident()) / 1024.0 / more,
          after.threads() - before.threads(),
          seconds);
    } finally {
      servers.destroy();
      servers.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static List<String> lines(Process servers) throws IOException {
    var lines = new ArrayList<String>();
    var reader = servers.inputReader();
    for (var line = reader.readLine(); !"ready".equals(line); line = reader.readLine()) {
      if (line == null) throw new IOException("the servers do not start");
      lines.add(line);
    }
    return lines;
  }

  private static List<Remote> some(SshConnections connections, String[] server) throws IOException {
    var endpoint = Endpoint.of("127.0.0.1", Integer.parseInt(server[0]), "core");
    var pinned = new HostKeyPolicy.Pinned(java.util.Set.of(server[1]));
    var key =
        new Credential.PrivateKey(Files.readString(Path.of(server[2])), java.util.Optional.empty());
    var remotes = new ArrayList<Remote>();
    for (int i = 0; i < CONNECTIONS / SERVERS; i++) {
      remotes.add(connections.open(endpoint, key, pinned));
    }
    return remotes;
  }

  private static void connectAll(List<Remote> remotes) throws Exception {
    try (var threads = Executors.newFixedThreadPool(32)) {
      var all = new ArrayList<Callable<Boolean>>();
      for (var remote : remotes) all.add(() -> remote.exec(Command.of("true"), SOON).ok());
      for (var each : threads.invokeAll(all)) {
        if (!each.get()) throw new IllegalStateException("a command failed");
      }
    }
  }

  private record Look(long heap, long resident, int threads) {
    static Look now() throws Exception {
      for (int i = 0; i < 3; i++) {
        System.gc();
        TimeUnit.MILLISECONDS.sleep(200); // lets references be cleared
      }
      var runtime = Runtime.getRuntime();
      long pages =
          Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
      long threads =
          Thread.getAllStackTraces().keySet().stream().filter(t -> !t.isVirtual()).count();
      return new Look(runtime.totalMemory() - runtime.freeMemory(), pages, (int) threads);
    }
  }

  static void print() throws Exception {
    var cost = measure();
    System.out.printf(
        "%d kept connections: %.0f KiB heap and %.0f KiB resident each, %d more threads, ready in"
            + " %.1f s%n",
        CONNECTIONS, cost.heapKb(), cost.residentKb(), cost.threads(), cost.seconds());
  }
}
