package io.stampede.lab;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// A command of a host that waits, the next time it is called in a certain way, until it is let go:
/// so a test can have something happen in the midst of it. See [LabHost#hold].
public final class Held implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /// Only the first call is held. `$1` is the program, `$2` the pattern, `$3` what is run before,
  /// `$4` tells holds of one program apart: a later one takes the place of an earlier one, which
  /// still waits for its own sign.
  private static final String HOLD =
      """
      mkdir -p /tmp/held
      chmod 777 /tmp/held
      f=/usr/local/bin/$1
      {
        echo '#!/bin/sh'
        echo "case \\"\\$*\\" in $2)"
        echo "  if mkdir /tmp/held/$4.reached 2>/dev/null; then"
        echo "    $3"
        echo "    : > /tmp/held/$4.waits"
        echo "    until [ -e /tmp/held/$4.go ]; do sleep 0.05; done"
        echo "  fi ;;"
        echo "esac"
        echo "exec /usr/bin/$1 \\"\\$@\\""
      } > "$f.new"
      chmod 755 "$f.new"
      /usr/bin/mv "$f.new" "$f"
      """;

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final LabHost host;
  private final String command;
  private final String signs;

  private Held(LabHost host, String command, String signs) {
    this.host = host;
    this.command = command;
    this.signs = signs;
  }

  static Held at(LabHost host, String command, String arguments, String before) {
    var number = ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
    var parameters = List.of(command, arguments, before.isEmpty() ? ":" : before, number);
    var quoted =
        parameters.stream()
            .map(p -> "'" + p.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    host.sh("set -- %s\n%s".formatted(quoted, HOLD));
    return new Held(host, command, "/tmp/held/" + number);
  }

  /// Waits until it was called and waits.
  public void awaitReached() {
    long until = System.nanoTime() + LIMIT.toNanos();
    while (!host.run("test -e %s.waits".formatted(signs)).ok()) {
      if (System.nanoTime() > until) {
        throw new LabFailure("%s: nobody called %s as expected".formatted(host.name(), command));
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /// It goes on as if nothing had been.
  public void letGo() {
    host.sh("mkdir -p /tmp/held; : > %s.go".formatted(signs));
  }

  /// The same, and the program is as it was.
  @Override
  public void close() {
    host.sh("rm -f /usr/local/bin/" + command);
    letGo();
  }
}
