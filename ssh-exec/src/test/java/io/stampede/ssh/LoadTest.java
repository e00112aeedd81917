package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.random;
import static io.stampede.ssh.RemoteContract.throughSocket;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What must hold while much goes on: fresh keys all the time, compression, and hosts that hang.
class LoadTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int FILE = 8 * 1024 * 1024;

  /// Files both ways, commands and streams, at once and byte for byte.
  private static void everythingAtOnce(SshConnections connections, OpenSshHost host)
      throws Exception {
    var socket = "echo" + System.nanoTime();
    try (var echo = EchoAfterAll.unix(host.folder().resolve(socket));
        var remote = connections.open(host.endpoint(), host.credential(), host.pinned());
        var forward = remote.forwardUnix(host.path(socket));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var content = random(FILE);
      Files.write(host.folder().resolve("there"), content);
      var all = new ArrayList<Callable<Boolean>>();
      all.add(() -> {
        remote.files().replace(host.path("here"), new ByteArrayInputStream(content), 0600, _ -> {});
        return java.util.Arrays.equals(Files.readAllBytes(host.folder().resolve("here")), content);
      });
      all.add(() -> {
        var got = new ByteArrayOutputStream();
        remote.files().read(host.path("there"), 0, got, _ -> {});
        return java.util.Arrays.equals(got.toByteArray(), content);
      });
      for (int i = 0; i < 40; i++) {
        all.add(() ->
            remote.exec(Command.of("echo", "x".repeat(20_000)), SOON).out().length() == 20_001);
        all.add(() ->
            java.util.Arrays.equals(
                throughSocket(forward.path(), random(300_000)), random(300_000)));
      }
      for (var each : threads.invokeAll(all)) assertThat(each.get()).isTrue();
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void fresh_keys_in_the_midst_of_everything_lose_no_byte() throws Exception {
    try (var host = new OpenSshHost("RekeyLimit 1M", "LogLevel DEBUG1");
        var connections = SshConnections.mina(TestHost.SETTINGS.withRekeyBytes(700_000))) {
      everythingAtOnce(connections, host);
      long agreed = host.log().lines().filter(l -> l.contains("rekey out after")).count();
      assertThat(agreed).as("fresh keys").isGreaterThan(10);
    }
  }

  @Test
  void compression_is_agreed_upon_when_it_is_on_and_only_then() throws Exception {
    try (var host = new OpenSshHost("LogLevel DEBUG1");
        var plain = SshConnections.mina(TestHost.SETTINGS);
        var compressed = SshConnections.mina(TestHost.SETTINGS.withCompression(true))) {
      everythingAtOnce(plain, host);
      assertThat(host.log()).contains("compression: none").doesNotContain("compression: zlib");
      everythingAtOnce(compressed, host);
      assertThat(host.log()).contains("compression: zlib@openssh.com");
    }
  }

  @Test
  void three_hosts_that_hang_do_not_slow_down_seventeen_others() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var host = new OpenSshHost();
        var frozen = new OpenSshHost();
        var connections = SshConnections.mina(TestHost.SETTINGS)) {
      long alone = ready(connections, List.of(), host);
      var stuck = connections.open(frozen.endpoint(), frozen.credential(), frozen.pinned());
      stuck.connect();
      frozen.fallSilent();
      var hanging = new ArrayList<Remote>(List.of(stuck));
      for (int i = 0; i < 2; i++) {
        var nobody = Endpoint.of("127.0.0.1", silent.getLocalPort(), "core");
        hanging.add(connections.open(nobody, host.credential(), host.pinned()));
      }
      long beside = ready(connections, hanging, host);
      assertThat(beside).isLessThan(3 * alone + 1000);
    }
  }

  /// The time until seventeen connections have each been made and done ten commands, in ms.
  private static long ready(SshConnections connections, List<Remote> hanging, OpenSshHost host)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var beside = new Beside(hanging)) {
      long begun = System.nanoTime();
      var all = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 17; i++) {
        all.add(() -> {
          try (var remote = connections.open(host.endpoint(), host.credential(), host.pinned())) {
            boolean ok = true;
            for (int n = 0; n < 10; n++) ok &= remote.exec(Command.of("true"), SOON).ok();
            return ok;
          }
        });
      }
      for (var each : threads.invokeAll(all)) assertThat(each.get()).isTrue();
      assertThat(beside.threads).allMatch(Thread::isAlive);
      return (System.nanoTime() - begun) / 1_000_000;
    }
  }

  /// Asks hosts that hang, in ten threads each.
  private static final class Beside implements AutoCloseable {
    final List<Thread> threads = new ArrayList<>();

    Beside(List<Remote> hanging) {
      for (var remote : hanging) {
        for (int i = 0; i < 10; i++) {
          threads.add(Thread.startVirtualThread(() -> askAgainAndAgain(remote)));
        }
      }
    }

    private static void askAgainAndAgain(Remote remote) {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          remote.exec(Command.of("true"), SOON);
        } catch (SshFailure e) {
          Thread.onSpinWait(); // what it is there for
        }
      }
    }

    @Override
    public void close() {
      threads.forEach(Thread::interrupt);
    }
  }
}
