package io.stampede.vm;

import io.stampede.adoption.Bond;
import io.stampede.client.Refused;
import io.stampede.engine.Phase;
import io.stampede.schema.ActionSchema;
import java.util.Map;
import java.util.Optional;

/// What can be done with machines, as pure functions from spec to spec.
final class VmActions {
  static final ActionSchema START =
      ActionSchema.of("start", "Start", "Switches it on.", Phase.STOPPED);
  static final ActionSchema STOP =
      ActionSchema.of(
          "stop",
          "Stop",
          "Asks the guest to shut down; one that does not within its time to shut down is switched"
              + " off.",
          Phase.RUNNING,
          Phase.PAUSED,
          Phase.STARTING,
          Phase.ERROR);
  static final ActionSchema RESTART =
      ActionSchema.of(
          "restart",
          "Restart",
          "Shuts the guest down and starts it, with all that is pending.",
          Phase.RUNNING,
          Phase.PAUSED);
  static final ActionSchema REBOOT =
      ActionSchema.of(
          "reboot", "Reboot", "Asks the guest to reboot; what is pending stays so.", Phase.RUNNING);
  static final ActionSchema PAUSE =
      ActionSchema.of("pause", "Pause", "Halts its processors; its memory stays.", Phase.RUNNING);
  static final ActionSchema RESUME =
      ActionSchema.of("resume", "Resume", "Lets it go on.", Phase.PAUSED);
  static final ActionSchema RESET =
      ActionSchema.of(
              "reset",
              "Reset",
              "Presses its reset button: what the guest has not written is lost.",
              Phase.RUNNING,
              Phase.PAUSED,
              Phase.STOPPING,
              Phase.ERROR)
          .asDestructive();
  static final ActionSchema FORCE_OFF =
      ActionSchema.of(
              "forceOff",
              "Switch off",
              "Pulls the plug: what the guest has not written is lost.",
              Phase.RUNNING,
              Phase.PAUSED,
              Phase.STOPPING,
              Phase.ERROR)
          .asDestructive();

  static final ActionSchema REVERT =
      ActionSchema.of(
              "revert",
              "Revert",
              "Goes back to a snapshot: what it has written since, on its disk and volumes, and what"
                  + " runs in it now is lost.",
              Phase.RUNNING,
              Phase.PAUSED,
              Phase.STOPPED,
              Phase.ERROR)
          .withInput(VmSnapshots.Going.class)
          .asDestructive();

  private VmActions() {}

  static VmSpec act(ActionSchema action, VmSpec spec, Optional<VmFacts> seen) {
    return act(action, spec, seen, Map.of());
  }

  static VmSpec act(
      ActionSchema action, VmSpec spec, Optional<VmFacts> seen, Map<String, ?> input) {
    return switch (action.name()) {
      case "start" -> spec.started();
      case "stop" -> unprotected(spec).stopped();
      case "forceOff" -> unprotected(spec).forcedOff();
      case "restart" -> spec.restarted(run(spec, seen));
      case "pause" -> spec.powered(VmPower::suspended);
      case "resume" -> spec.started();
      case "reset" -> spec.powered(p -> p.kicked(VmPower.Kick.RESET));
      case "reboot" -> spec.powered(p -> p.kicked(VmPower.Kick.REBOOT));
      case "revert" -> VmSnapshots.reverted(unprotected(spec), seen, input);
      case Bond.ADOPT, Bond.TAKE_OVER -> adopted(spec, seen);
      case Bond.RELEASE -> released(spec, seen);
      default -> throw new IllegalStateException("no action " + action.name());
    };
  }

  /// @throws Refused when it may be neither switched off nor removed
  static VmSpec unprotected(VmSpec spec) {
    if (!spec.power().protection()) return spec;
    throw Refused.conflict(
        "protected",
        spec.name() + " is protected",
        "take its protection away first: set “Protected” to false");
  }

  private static String run(VmSpec spec, Optional<VmFacts> seen) {
    return seen.flatMap(VmFacts::run)
        .orElseThrow(
            () -> Refused.conflict("not-running", spec.name() + " does not run", "start it"));
  }

  private static VmSpec adopted(VmSpec spec, Optional<VmFacts> seen) {
    var domain =
        seen.flatMap(VmFacts::domain)
            .orElseThrow(() ->
                Refused.conflict(
                    "not-seen", spec.name() + " was not looked at yet", "wait a moment"));
    boolean isOn = seen.filter(VmFacts::active).isPresent();
    return spec.adopted(domain.defined(), isOn);
  }

  private static VmSpec released(VmSpec spec, Optional<VmFacts> seen) {
    var uuid = seen.flatMap(VmFacts::uuid);
    if (spec.bond().nativeId().isEmpty() && uuid.isEmpty()) {
      throw Refused.conflict(
          "not-there", spec.name() + " is not on its host yet", "wait for it, or remove it");
    }
    return spec.storing(VmStorage.NONE, spec.host())
        .tied(spec.bond().released(uuid, VmFace.elsewhere(spec)));
  }
}
