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
/// @param compression whether to compress (`zlib@openssh.com`): for slow networks; on fast ones it
///   costs more than it saves
/// @param rekeyBytes the bytes in either direction after which fresh keys are agreed upon (RFC
///   4253, section 9, wants it within 1 GiB)
public record SshSettings(
    Duration connectTimeout,
    Duration authTimeout,
    Duration keepalive,
    Backoff backoff,
    int execChannels,
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

  public SshSettings {
    positive(connectTimeout, "the time to connect");
    positive(authTimeout, "the time to log in");
    positive(keepalive, "the keepalive interval");
    if (execChannels < 1) throw new IllegalArgumentException("no room for any command");
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
        8,
        false,
        GIB);
  }

  public SshSettings withCompression(boolean on) {
    return new SshSettings(
        connectTimeout, authTimeout, keepalive, backoff, execChannels, on, rekeyBytes);
  }

  public SshSettings withRekeyBytes(long bytes) {
    return new SshSettings(
        connectTimeout, authTimeout, keepalive, backoff, execChannels, compression, bytes);
  }

  private static void positive(Duration duration, String what) {
    if (!duration.isPositive()) throw new IllegalArgumentException(what + " must be positive");
  }
}
