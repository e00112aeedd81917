package io.stampede.vm;

import io.stampede.engine.Plan;
import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is to be done about whether a machine runs; pure.
///
/// A wish is brought about once. Afterwards what others do with the machine, its guest or a person
/// with virsh, is left as it is. Only a machine that is to run and did not go down by anybody's
/// wish is started again: when QEMU or the guest's kernel crashed, when it could not be started
/// with its host, and after its host was down.
final class PowerPlan {
  /// A guest that is just starting loses the first signal of its power button.
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  private static final Duration ASK_AT_LEAST = Duration.ofSeconds(60);

  private final VmName name;
  private final VmPower power;
  private final VmFacts is;
  private final Optional<Domain> domain;
  private final boolean fulfilled;

  PowerPlan(VmSpec want, VmFacts is) {
    this.name = want.name();
    this.power = want.power();
    this.is = is;
    this.domain = is.domain();
    this.fulfilled = domain.filter(d -> d.done().equals(OptionalInt.of(power.wish()))).isPresent();
  }

  private boolean crashed() {
    return domain.filter(d -> d.state() == DomainState.CRASHED).isPresent();
  }

  /// Whether it is to go back to a snapshot first: all else is seen to afterwards.
  boolean reverts() {
    return domain.isPresent() && !fulfilled && power.revert().isPresent();
  }

  /// Whether this run of it is to end.
  boolean stops() {
    if (!is.active() || reverts()) return false;
    boolean ended = is.run().isPresent() && is.run().equals(power.endedRun());
    return (crashed() && power.running()) || (!fulfilled && (!power.running() || ended));
  }

  /// Whether another run is to begin.
  boolean starts() {
    if (!power.running() || reverts()) return false;
    return stops() || (!is.active() && (!fulfilled || comesBack()));
  }

  private boolean comesBack() {
    return switch (domain.flatMap(Domain::off).orElse(VmFacts.Off.UNKNOWN)) {
      case SHUT_DOWN, SWITCHED_OFF -> false;
      case CRASHED, FAILED -> true;
      case UNKNOWN -> power.startsWithHost();
    };
  }

  /// A guest that was asked to shut down has some time.
  Optional<Plan<VmStep>> waits(Instant now) {
    var asked = notes().askedFor(power.wish());
    if (!stops() || forced(now) || asked.isEmpty()) return Optional.empty();
    var pressed = notes().pressed().orElse(asked.get());
    var next = pressed.plus(pause(Duration.between(asked.get(), pressed)));
    if (!next.isAfter(now)) return Optional.empty();
    var end = deadline(asked.get());
    var until = end.filter(next::isAfter).orElse(next);
    var limit = end.isPresent() ? ", up to %d s".formatted(power.shutdownSeconds()) : "";
    return Optional.of(Plan.await(until, "waiting for the guest to shut down" + limit));
  }

  /// Twice as long each time.
  private static Duration pause(Duration sinceFirst) {
    if (sinceFirst.compareTo(ASK_AGAIN) < 0) return ASK_AGAIN;
    return sinceFirst.compareTo(ASK_AT_LEAST) > 0 ? ASK_AT_LEAST : sinceFirst;
  }

  private Optional<Instant> deadline(Instant asked) {
    return power.shutdownSeconds() == 0
        ? Optional.empty()
        : Optional.of(asked.plusSeconds(power.shutdownSeconds()));
  }

  private VmNotes notes() {
    return domain.map(Domain::noted).orElse(VmNotes.NONE);
  }

  private boolean forced(Instant now) {
    return crashed()
        || (power.force() && !power.running())
        || notes()
            .askedFor(power.wish())
            .flatMap(this::deadline)
            .filter(end -> !end.isAfter(now))
            .isPresent();
  }

  List<VmStep> stop(Instant now) {
    if (!stops()) return List.of();
    var wish = power.running() ? OptionalInt.empty() : OptionalInt.of(power.wish());
    return List.of(
        forced(now)
            ? new PowerStep.ForceOff(name, wish)
            : new PowerStep.Shutdown(name, power.wish(), power.shutdownSeconds()));
  }

  /// From when it is as it is to be, but for its run.
  List<VmStep> begin() {
    var steps = new ArrayList<VmStep>();
    if (starts()) {
      steps.add(
          new PowerStep.Start(
              name, power.paused() ? OptionalInt.empty() : OptionalInt.of(power.wish())));
    }
    if (power.paused() && starts()) steps.add(new PowerStep.Pause(name, power.wish()));
    if (!starts() && !stops() && !fulfilled) steps.addAll(meanwhile());
    boolean noted = fulfilled || starts() || !steps.isEmpty() || (stops() && power.force());
    boolean keeps = domain.filter(d -> d.autostart() != power.startsWithHost()).isPresent();
    if (domain.isPresent() && (keeps || !noted)) {
      steps.add(new PowerStep.Keep(name, power.startsWithHost(), power.wish()));
    }
    return steps;
  }

  /// Of a run that goes on.
  private List<VmStep> meanwhile() {
    if (!is.active() || !power.running()) return List.of();
    boolean still = domain.filter(d -> d.state() == DomainState.PAUSED).isPresent();
    if (power.paused() && !still) return List.of(new PowerStep.Pause(name, power.wish()));
    if (!power.paused() && still && power.kick().isEmpty()) {
      return List.of(new PowerStep.Resume(name, power.wish()));
    }
    return power.kick().stream()
        .<VmStep>map(kick ->
            switch (kick) {
              case RESET -> new PowerStep.Reset(name, power.wish());
              case REBOOT -> new PowerStep.Reboot(name, power.wish());
            })
        .toList();
  }
}
