package io.stampede.vm;

import io.stampede.engine.Phase;
import java.util.List;
import java.util.OptionalInt;

/// The moves that have to do with whether a machine runs. With the number of a wish, that it was
/// brought about is noted by the same move; see [VmPower].
public sealed interface PowerStep extends VmStep.OnHost {
  VmName name();

  record Start(VmName name, OptionalInt wish) implements PowerStep {}

  /// Asks the guest as its power button does, and does not wait for it.
  record Shutdown(VmName name, int wish, int seconds) implements PowerStep {}

  /// As pulling the plug. Without a wish the machine is to start again.
  record ForceOff(VmName name, OptionalInt wish) implements PowerStep {}

  record Pause(VmName name, int wish) implements PowerStep {}

  record Resume(VmName name, int wish) implements PowerStep {}

  /// As its reset button does.
  record Reset(VmName name, int wish) implements PowerStep {}

  /// By its guest.
  record Reboot(VmName name, int wish) implements PowerStep {}

  /// Back to a snapshot: all that was written since is lost, and what runs.
  ///
  /// @param snapshot as libvirt calls it
  record Revert(VmName name, String snapshot, int wish) implements PowerStep {}

  /// Notes that what was asked is so, and whether it starts with its host.
  record Keep(VmName name, boolean autostart, int wish) implements PowerStep {}

  @Override
  default String title() {
    return switch (this) {
      case Start _ -> "start " + name();
      case Shutdown _ -> "shut down " + name();
      case ForceOff _ -> "switch off " + name();
      case Pause _ -> "pause " + name();
      case Resume _ -> "resume " + name();
      case Reset _ -> "reset " + name();
      case Reboot _ -> "reboot " + name();
      case Revert(var name, var snapshot, var _) ->
          "take %s back to snapshot %s: what was written since is lost".formatted(name, snapshot);
      case Keep(var name, var autostart, var _) ->
          (autostart ? "start " : "do not start ") + name + " with its host";
    };
  }

  @Override
  default Phase phase() {
    return switch (this) {
      case Start _ -> Phase.STARTING;
      case Shutdown _, ForceOff _ -> Phase.STOPPING;
      case Pause _, Resume _, Keep _, Revert _ -> Phase.UPDATING;
      case Reset _, Reboot _ -> Phase.REBOOTING;
    };
  }

  @Override
  default boolean destroys() {
    return this instanceof ForceOff || this instanceof Reset || this instanceof Revert;
  }

  @Override
  default List<String> calls() {
    return switch (this) {
      case Start _ -> List.of("virDomainCreate " + name());
      case Shutdown(var _, var _, var seconds) ->
          seconds == 0
              ? List.of("virDomainShutdown " + name())
              : List.of(
                  "virDomainShutdown " + name(), "after %d s: virDomainDestroy".formatted(seconds));
      case ForceOff _ -> List.of("virDomainDestroy " + name());
      case Pause _ -> List.of("virDomainSuspend " + name());
      case Resume _ -> List.of("virDomainResume " + name());
      case Reset _ -> List.of("virDomainReset " + name());
      case Reboot _ -> List.of("virDomainReboot " + name());
      case Revert(var name, var snapshot, var _) ->
          List.of("virDomainRevertToSnapshot %s %s".formatted(name, snapshot));
      case Keep(var name, var autostart, var _) ->
          List.of("virDomainSetMetadata " + name, "virDomainSetAutostart " + autostart);
    };
  }
}
