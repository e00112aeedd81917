package io.stampede.ssh;

import java.time.Duration;

/// How patient and how greedy the connections are.
///
/// @param connectTimeout the longest wait for a TCP connection, and again for the key exchange
/// @param authTimeout the longest wait for the host's word on our key
/// @param keepalive the time between two signs of life; a host that leaves two of them unanswered
///   is cut off, so that a pulled cable is seen within three times this
/// @param backoff the pauses between attempts to connect
/// @param pool how many commands, terminals and file channels one host is asked for at once
/// @param compression whether to compress (`zlib@openssh.com`): for slow networks; on fast ones it
///   costs more than it saves
/// @param rekeyBytes the bytes in either direction after which fresh keys are agreed upon (RFC
///   4253, section 9, wants it within 1 GiB)
public record SshSettings(
    Duration connectTimeout,
    Duration authTimeout,
    Duration keepalive,
    Backoff backoff,
    Pool pool,
    boolean compression,
    long rekeyBytes) {
  private static final long GIB = 1L << 30;

  /// The pause after the first failure; it doubles with each further one up to the longest. Each is
  /// shortened at random by up to a half, so that many hosts do not return in step.
  public record Backoff(Duration first, Duration longest) {
    public Backoff {
      positive(first, "the first pause");
      if (longest.compareTo(first) < 0) {
        throw new IllegalArgumentException("the longest pause is shorter than the first");
      }
    }
  }

  /// Room for what sshd counts against its `MaxSessions` (10 unless configured).
  ///
  /// @param perConnection the most on one connection; what sshd refuses before is heeded
  /// @param connections the most connections to one host, the kept one among them
  /// @param idle how long a further connection is kept when nothing is open on it
  public record Pool(int perConnection, int connections, Duration idle) {
    public Pool {
      if (perConnection < 1) throw new IllegalArgumentException("no room for any command");
      if (connections < 1) throw new IllegalArgumentException("not even one connection");
      positive(idle, "the time to keep what is idle");
    }
  }

  public SshSettings {
    positive(connectTimeout, "the time to connect");
    positive(authTimeout, "the time to log in");
    positive(keepalive, "the keepalive interval");
    if (rekeyBytes < 1024 || rekeyBytes > GIB) {
      throw new IllegalArgumentException("fresh keys after 1 KiB to 1 GiB, not " + rekeyBytes);
    }
  }

  /// A pulled cable is seen within 9 s, and a host that returns within 10 s.
  public static SshSettings defaults() {
    return new SshSettings(
        Duration.ofSeconds(8),
        Duration.ofSeconds(15),
        Duration.ofSeconds(3),
        new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10)),
        new Pool(10, 4, Duration.ofSeconds(15)),
        false,
        GIB);
  }

  public SshSettings withCompression(boolean on) {
    return new SshSettings(connectTimeout, authTimeout, keepalive, backoff, pool, on, rekeyBytes);
  }

  public SshSettings withRekeyBytes(long bytes) {
    return new SshSettings(
        connectTimeout, authTimeout, keepalive, backoff, pool, compression, bytes);
  }

  private static void positive(Duration duration, String what) {
    if (!duration.isPositive()) throw new IllegalArgumentException(what + " must be positive");
  }
}
