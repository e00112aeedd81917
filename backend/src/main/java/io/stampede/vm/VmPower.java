package io.stampede.vm;

import io.stampede.schema.Field;
import java.util.Optional;
import java.util.OptionalInt;

/// Whether a machine is to run. Set by its actions, but for how it begins.
///
/// What is asked of its power is brought about once, and that it was is noted in its domain; what
/// happens afterwards by other hands, as a guest that shuts down, is shown and not fought with.
///
/// @param running whether it is to run; set by start and stop
/// @param force whether a machine that is not to run is switched off without asking its guest
/// @param endedRun the run that is to end, set by restart: while the machine is in that run, it is
///   shut down and started again
/// @param paused whether one that is to run is to stand still
/// @param asked counts what was asked
/// @param kick what is to happen to it once while it runs
/// @param revert the snapshot, as libvirt calls it, that it is to go back to once
public record VmPower(
    @Field(label = "Start", help = "Start it when it is made.", byDefault = "true", more = true)
        boolean running,
    boolean force,
    Optional<String> endedRun,
    boolean paused,
    OptionalInt asked,
    Optional<Kick> kick,
    Optional<String> revert,
    @Field(
            label = "Time to shut down",
            help =
                "How long its guest has before it is switched off; with 0 it never is, unless that"
                    + " is asked for.",
            unit = "s",
            byDefault = "60",
            update = true,
            more = true,
            max = 86_400,
            min = 0)
        int shutdownSeconds,
    @Field(
            label = "Start with its host",
            help = "As running: when it was to run before the host went down.",
            byDefault = "as-running",
            update = true,
            more = true)
        AutoStart autostart,
    @Field(
            label = "Protected",
            help = "It is neither switched off nor removed until this is taken away.",
            byDefault = "false",
            update = true,
            more = true)
        boolean protection) {
  public enum AutoStart {
    AS_RUNNING,
    ALWAYS,
    NEVER
  }

  public enum Kick {
    /// As its reset button does.
    RESET,
    /// By its guest.
    REBOOT
  }

  static final VmPower ON =
      new VmPower(
          true,
          false,
          Optional.empty(),
          false,
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          60,
          AutoStart.AS_RUNNING,
          false);

  static final VmPower OFF = ON.asking(false, false, Optional.empty()).asked(0);

  /// Of another machine that is to be looked after in the same way.
  VmPower afresh(boolean on) {
    return new VmPower(
        on,
        false,
        Optional.empty(),
        false,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        shutdownSeconds,
        autostart,
        false);
  }

  /// The number of what was asked last.
  int wish() {
    return asked.orElse(0);
  }

  boolean startsWithHost() {
    return switch (autostart) {
      case AS_RUNNING -> running;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }

  VmPower started() {
    return asking(true, false, endedRun);
  }

  VmPower stopped() {
    return asking(false, false, endedRun);
  }

  VmPower forcedOff() {
    return asking(false, true, endedRun);
  }

  VmPower restarted(String run) {
    return asking(true, false, Optional.of(run));
  }

  VmPower suspended() {
    var next = asking(true, false, endedRun);
    return next.with(true, next.asked, Optional.empty());
  }

  VmPower kicked(Kick how) {
    var next = asking(true, false, endedRun);
    return next.with(false, next.asked, Optional.of(how));
  }

  /// Back to a snapshot, and from there on as it was then.
  VmPower reverted(String snapshot, VmFacts.DomainState then) {
    boolean on = VmSnapshots.runs(then);
    var next = asking(on, false, endedRun);
    return new VmPower(
        on,
        false,
        endedRun,
        then == VmFacts.DomainState.PAUSED,
        next.asked,
        Optional.empty(),
        Optional.of(snapshot),
        shutdownSeconds,
        autostart,
        protection);
  }

  private VmPower asking(boolean on, boolean byForce, Optional<String> ended) {
    return new VmPower(
        on,
        byForce,
        ended,
        false,
        OptionalInt.of(wish() + 1),
        Optional.empty(),
        Optional.empty(),
        shutdownSeconds,
        autostart,
        protection);
  }

  private VmPower asked(int count) {
    return with(paused, OptionalInt.of(count), kick);
  }

  private VmPower with(boolean still, OptionalInt count, Optional<Kick> once) {
    return new VmPower(
        running,
        force,
        endedRun,
        still,
        count,
        once,
        Optional.empty(),
        shutdownSeconds,
        autostart,
        protection);
  }
}
