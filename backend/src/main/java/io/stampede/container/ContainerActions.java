package io.stampede.container;

import io.stampede.adoption.Bond;
import io.stampede.client.Refused;
import io.stampede.engine.Phase;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.util.Optional;

/// What can be asked of a container, and what it makes of the intent. Pure.
final class ContainerActions {
  static final String START = "start";
  static final String STOP = "stop";
  static final String RESTART = "restart";
  static final String KILL = "kill";
  static final String FORGET = "forget";
  static final String PAUSE = "pause";
  static final String UNPAUSE = "unpause";
  static final String RECREATE = "recreate";

  private ContainerActions() {}

  static ActionSchema[] all() {
    return new ActionSchema[] {
      ActionSchema.of(START, "Start", "Starts it again.", Phase.STOPPED),
      ActionSchema.of(
          STOP,
          "Stop",
          "Asks it to end, and ends it when it does not within 10 seconds.",
          Phase.RUNNING,
          Phase.PAUSED,
          Phase.STARTING,
          Phase.ERROR),
      ActionSchema.of(
          RESTART,
          "Restart",
          "Stops it and starts it again.",
          Phase.RUNNING,
          Phase.PAUSED,
          Phase.ERROR),
      ActionSchema.of(
              KILL,
              "Kill",
              "Ends it at once, without asking.",
              Phase.RUNNING,
              Phase.PAUSED,
              Phase.STOPPING,
              Phase.ERROR)
          .asDestructive(),
      ActionSchema.of(
          PAUSE, "Pause", "Its processes stand still, and keep their memory.", Phase.RUNNING),
      ActionSchema.of(UNPAUSE, "Unpause", "Its processes go on.", Phase.PAUSED),
      ActionSchema.of(
              RECREATE,
              "Re-create",
              "Makes it anew as it is described, with its name, volumes and addresses; what it"
                  + " keeps elsewhere is lost. When the new one does not come up, the former is"
                  + " brought back.",
              Phase.RUNNING,
              Phase.PAUSED,
              Phase.STOPPED,
              Phase.ERROR)
          .asDestructive(),
      DockerRunForm.PARSE,
      Bond.adopt(),
      Bond.takeOver(),
      Bond.release(),
      ActionSchema.of(
              FORGET,
              "Forget",
              "Drops it from this console without reaching its host: there it stays as it is.",
              Phase.UNREACHABLE,
              Phase.ERROR,
              Phase.REMOVING)
          .asDestructive()
    };
  }

  static ContainerSpec act(
      ActionSchema action, ContainerSpec spec, Optional<ContainerFacts> seen, KindSchema schema) {
    var run = seen.flatMap(ContainerFacts::startedAt);
    return switch (action.name()) {
      case START, RESTART -> spec.startedAfter(run);
      case STOP -> spec.stopped();
      case KILL -> spec.killed();
      case PAUSE -> spec.still(ContainerLife.Still.PAUSED);
      case UNPAUSE -> spec.still(ContainerLife.Still.GOING);
      case RECREATE -> ContainerChanges.anew(spec, schema);
      case FORGET -> spec.asForgotten();
      case Bond.ADOPT, Bond.TAKE_OVER -> adopted(spec, seen);
      case Bond.RELEASE -> released(spec, seen);
      default -> throw new IllegalStateException("no code for " + action.name());
    };
  }

  private static ContainerSpec adopted(ContainerSpec spec, Optional<ContainerFacts> seen) {
    var facts =
        seen.filter(f -> f.dockerId().isPresent())
            .orElseThrow(() ->
                Refused.conflict(
                    "not-seen", spec.name() + " was not looked at yet", "wait a moment"));
    return spec.adopted(facts.docker().isOn(), facts.policy(), facts.limits());
  }

  private static ContainerSpec released(ContainerSpec spec, Optional<ContainerFacts> seen) {
    var dockerId = seen.flatMap(ContainerFacts::dockerId);
    if (spec.bond().nativeId().isEmpty() && dockerId.isEmpty()) {
      throw Refused.conflict(
          "not-there", spec.name() + " is not on its host yet", "wait for it, or remove it");
    }
    return spec.tied(spec.bond().released(dockerId, elsewhere(spec)));
  }

  /// No name that people can give looks like it.
  static String elsewhere(ContainerSpec spec) {
    return spec.name() + "@" + spec.hostId();
  }
}
