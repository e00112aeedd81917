package io.stampede.demo;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What can go wrong with an emulated host, set by a test or a person. Every call of a host goes
/// through here.
public final class Faults {
  private sealed interface Fault {
    record Fail(Problem problem) implements Fault {}

    record LoseReply() implements Fault {}

    record Hang(Duration time) implements Fault {}
  }

  private final Queue<Fault> next = new ArrayDeque<>();
  private Duration latency = Duration.ZERO;
  private boolean unreachable;

  /// How long each call takes.
  public synchronized void latency(Duration each) {
    latency = each;
  }

  /// From now on nothing gets through, or everything again.
  public synchronized void unreachable(boolean is) {
    unreachable = is;
  }

  /// The next step fails with this, and has no effect.
  public synchronized void failNext(Problem problem) {
    next.add(new Fault.Fail(problem));
  }

  /// The next step takes effect, but nobody hears of it.
  public synchronized void loseNextReply() {
    next.add(new Fault.LoseReply());
  }

  /// The next step takes that much longer.
  public synchronized void hangNext(Duration time) {
    next.add(new Fault.Hang(time));
  }

  /// Why a host cannot be seen; empty when it can.
  public Optional<Problem> outage(String host) {
    pause(latencyNow());
    synchronized (this) {
      return unreachable
          ? Optional.of(
              Problem.host(
                  "unreachable", host + " does not answer", "check that it is on, and its address"))
          : Optional.empty();
    }
  }

  /// Does a step, unless a fault is in between.
  public Outcome during(String host, Supplier<Outcome> step) {
    var outage = outage(host);
    if (outage.isPresent()) return Outcome.again(outage.get());
    return switch (taken()) {
      case null -> step.get();
      case Fault.Fail(var problem) -> Outcome.again(problem);
      case Fault.LoseReply _ -> {
        var unheard = step.get();
        yield unheard instanceof Outcome.Done
            ? Outcome.again(Problem.host("cut", "the reply of " + host + " was lost", ""))
            : unheard;
      }
      case Fault.Hang(var time) -> {
        pause(time);
        yield step.get();
      }
    };
  }

  private synchronized @Nullable Fault taken() {
    return next.poll();
  }

  private synchronized Duration latencyNow() {
    return latency;
  }

  private static void pause(Duration time) {
    if (time.isZero()) return;
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
