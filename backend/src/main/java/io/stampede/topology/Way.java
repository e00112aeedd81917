package io.stampede.topology;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The way from one host to another on a network, as the first one measures it.
///
/// @param from a host's name, as is `to`
/// @param since when the tunnel was last made anew; bytes are counted since then
/// @param mtu the largest packet that went through, in bytes
/// @param error what its daemon complained about last
public record Way(
    String from,
    String to,
    boolean answers,
    Optional<Instant> since,
    long bytesIn,
    long bytesOut,
    OptionalLong rttMicros,
    int lossPercent,
    OptionalInt mtu,
    Optional<String> error) {
  /// Lost packets, in percent of a minute's, from which on a way is called slow.
  static final int LOSSY = 5;

  /// The round trip from which on a way is called slow: what a person at a terminal notices.
  static final long LATE_MICROS = 150_000;

  Way withError(Optional<String> next) {
    return new Way(from, to, answers, since, bytesIn, bytesOut, rttMicros, lossPercent, mtu, next);
  }

  public Health health() {
    if (!answers) return Health.DOWN;
    boolean slow = lossPercent >= LOSSY || rttMicros.orElse(0) >= LATE_MICROS;
    return slow ? Health.SLOW : Health.GOOD;
  }
}
