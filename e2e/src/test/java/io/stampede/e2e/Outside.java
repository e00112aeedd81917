package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// What somebody hears who is on the network outside of the hosts: this machine.
final class Outside {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int WAIT_MS = 3000;

  private Outside() {}

  interface Deed {
    void run() throws Exception;
  }

  /// Who answers; `refused`, or what else went wrong.
  static String answer(String address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), WAIT_MS);
      socket.setSoTimeout(WAIT_MS);
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return said.strip().lines().reduce((_, last) -> last).orElse("");
    } catch (ConnectException _) {
      return "refused";
    } catch (IOException e) {
      return e.toString();
    }
  }

  static void awaitAnswer(String address, int port, String who) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(answer(address, port)).isEqualTo(who));
  }

  /// What comes back for a datagram; empty when nothing does within a second.
  static String echo(String address, int port) {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(1000);
      var to = new InetSocketAddress(address, port);
      socket.send(new DatagramPacket(new byte[] {'x'}, 1, to));
      var packet = new DatagramPacket(new byte[99], 99);
      socket.receive(packet);
      return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  static void awaitEcho(String address, int port, String words) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(echo(address, port)).isEqualTo(words));
  }

  /// Whether somebody at the other end of a connection says what was said.
  static boolean echoes(Socket socket) {
    try {
      socket.setSoTimeout(WAIT_MS);
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() == 'x';
    } catch (IOException _) {
      return false;
    }
  }

  /// All that is heard while something is done.
  static Map<String, Integer> meanwhile(String address, int port, Deed what) throws Exception {
    var answers = new ConcurrentHashMap<String, Integer>();
    var over = new AtomicBoolean();
    var asked = new AtomicInteger();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              while (!over.get()) {
                answers.merge(answer(address, port), 1, Integer::sum);
                asked.incrementAndGet();
              }
            });
    await().until(() -> asked.get() > 10);
    what.run();
    int then = asked.get();
    await().until(() -> asked.get() > then + 10);
    over.set(true);
    thread.join();
    return answers;
  }

  /// How many pings in a row were not answered within 100 ms each, at most, while something was
  /// done.
  static int lostInARow(String to, Deed what) throws Exception {
    var address = InetAddress.getByName(to);
    var answered = new AtomicInteger();
    var worst = new AtomicInteger();
    var over = new AtomicBoolean();
    var thread =
        Thread.ofPlatform()
            .start(() -> {
              int lost = 0;
              while (!over.get()) {
                lost = isAnswered(address) ? 0 : lost + 1;
                if (lost == 0) answered.incrementAndGet();
                worst.accumulateAndGet(lost, Math::max);
              }
            });
    await().until(() -> answered.get() > 10);
    what.run();
    int then = answered.get();
    await().until(() -> answered.get() > then + 10);
    over.set(true);
    thread.join();
    return worst.get();
  }

  private static boolean isAnswered(InetAddress address) {
    try {
      return address.isReachable(100);
    } catch (IOException _) {
      return false;
    }
  }
}
