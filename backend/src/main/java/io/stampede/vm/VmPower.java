package io.stampede.vm;

import io.stampede.schema.Field;
import java.util.Optional;

/// Whether a machine is to run. Set by its actions, but for how it begins.
///
/// @param running whether it is to run; set by start and stop
/// @param force whether a machine that is not to run is switched off without asking its guest
/// @param endedRun the run that is to end, set by restart: while the machine is in that run, it is
///   shut down and started again
public record VmPower(
    @Field(label = "Start", help = "Start it when it is made.", byDefault = "true", more = true)
        boolean running,
    boolean force,
    Optional<String> endedRun) {
  static final VmPower ON = new VmPower(true, false, Optional.empty());
  static final VmPower OFF = new VmPower(false, false, Optional.empty());

  VmPower started() {
    return new VmPower(true, false, endedRun);
  }

  VmPower stopped() {
    return new VmPower(false, false, endedRun);
  }

  VmPower forcedOff() {
    return new VmPower(false, true, endedRun);
  }

  VmPower restarted(String run) {
    return new VmPower(true, false, Optional.of(run));
  }
}
