package io.stampede.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;

/// Sends a datagram every 10 ms, and listens to who answers.
final class Asking implements AutoCloseable {
  private static final long EVERY = 10_000_000;
  private static final long PATIENCE = 30_000_000_000L;

  private final DatagramSocket socket;
  private final InetSocketAddress to;
  private volatile String heard = "";
  private volatile long heardAt;
  private volatile long silence;

  Asking(String address, int port) throws IOException {
    to = new InetSocketAddress(InetAddress.getByName(address), port);
    socket = new DatagramSocket();
    Thread.ofPlatform().daemon().name("asks").start(this::ask);
    Thread.ofPlatform().daemon().name("hears").start(this::hear);
  }

  private void ask() {
    long next = System.nanoTime();
    while (!socket.isClosed()) {
      try {
        socket.send(new DatagramPacket(new byte[] {'x'}, 1, to));
      } catch (IOException _) {
        // nobody has the address just now: this is what is measured
      }
      next += EVERY;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void hear() {
    var packet = new DatagramPacket(new byte[200], 200);
    while (!socket.isClosed()) {
      try {
        packet.setLength(200);
        socket.receive(packet);
        long now = System.nanoTime();
        silence = Math.max(silence, now - heardAt);
        heardAt = now;
        heard = new String(packet.getData(), 0, packet.getLength(), UTF_8);
      } catch (IOException _) {
        // as above, or it was closed
      }
    }
  }

  void awaitAnswer() {
    await("");
  }

  /// Returns when the new one answers.
  ///
  /// @param who answers after the move
  /// @return in milliseconds, from answer to answer
  double longestSilence(Runnable move, String who) {
    heardAt = System.nanoTime();
    silence = 0;
    move.run();
    await(who);
    return silence / 1e6;
  }

  private void await(String who) {
    long until = System.nanoTime() + PATIENCE;
    while (heard.isEmpty() || !heard.endsWith(who)) {
      if (System.nanoTime() > until) throw new IllegalStateException(to + " is silent");
      LockSupport.parkNanos(1_000_000);
    }
  }

  /// Both threads end with it.
  @Override
  public void close() {
    socket.close();
  }
}
