package io.stampede.onboard;

import io.stampede.ssh.Command;
import io.stampede.ssh.Remote;
import io.stampede.ssh.SshFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// How far a candidate's clock is off ours. A command's start and answer take time: the difference
/// is taken against the middle of its round trip, and the shortest of a few counts.
final class ClockLook {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int TRIES = 3;

  /// GNU's `date` knows nanoseconds; busybox' prints the letter, and then seconds have to do.
  private static final Command DATE = Command.of("date", "-u", "+%s.%N");

  /// Milliseconds: how far it is off, and how wrong that may be.
  record Offset(long millis, long error) {}

  private ClockLook() {}

  static Probed look(Remote remote, InstantSource clock) throws SshFailure {
    Optional<Offset> best = Optional.empty();
    for (int i = 0; i < TRIES; i++) {
      long before = clock.millis();
      var said = remote.exec(DATE, PATIENCE).out().strip();
      var offset = offset(said, before, clock.millis());
      if (offset.isPresent() && best.filter(b -> b.error() <= offset.get().error()).isEmpty()) {
        best = offset;
      }
    }
    return best.map(o ->
            Probed.of(
                "clock.offset", Long.toString(o.millis()), "clock.error", Long.toString(o.error())))
        .orElse(Probed.NOTHING);
  }

  /// @param before milliseconds of our clock when it was asked, and `after` when it had answered
  static Optional<Offset> offset(String said, long before, long after) {
    if (!said.matches("\\d{1,12}(\\.(\\d{1,9}|%?N))?")) return Optional.empty();
    boolean exact = said.matches("\\d+\\.\\d+");
    var seconds = new BigDecimal(exact ? said : said.replaceAll("\\..*", ".5"));
    long theirs = seconds.movePointRight(3).longValue();
    long error = (after - before + 1) / 2 + (exact ? 0 : 500);
    return Optional.of(new Offset(theirs - (before + after) / 2, error));
  }
}
