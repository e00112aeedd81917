package io.stampede.ssh;

import java.time.Duration;

/// How patient and how greedy the connections are.
///
/// @param connectTimeout the longest wait for a TCP connection, and again for the key exchange
/// @param authTimeout the longest wait for the host's word on our key
/// @param keepalive the time between two signs of life; a host that leaves two of them unanswered
///   is cut off, so that a pulled cable is seen within three times this
/// @param backoff the pauses between attempts to connect
/// @param execChannels the most commands at once on one host: below sshd's `MaxSessions` (10 unless
///   configured), and one is kept for files
public record SshSettings(
    Duration connectTimeout,
    Duration authTimeout,
    Duration keepalive,
    Backoff backoff,
    int execChannels) {
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

  public SshSettings {
    positive(connectTimeout, "the time to connect");
    positive(authTimeout, "the time to log in");
    positive(keepalive, "the keepalive interval");
    if (execChannels < 1) throw new IllegalArgumentException("no room for any command");
  }

  /// A pulled cable is seen within 9 s, and a host that returns within 10 s.
  public static SshSettings defaults() {
    return new SshSettings(
        Duration.ofSeconds(8),
        Duration.ofSeconds(15),
        Duration.ofSeconds(3),
        new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10)),
        8);
  }

  private static void positive(Duration duration, String what) {
    if (!duration.isPositive()) throw new IllegalArgumentException(what + " must be positive");
  }
}
