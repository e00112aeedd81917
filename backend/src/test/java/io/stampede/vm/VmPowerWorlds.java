package io.stampede.vm;

import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmFacts.Off;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What a host shows after a step that has to do with power, or with a run.
final class VmPowerWorlds {
  private VmPowerWorlds() {}

  static VmFacts after(VmFacts f, PowerStep step) {
    return switch (step) {
      case PowerStep.Start(var _, var wish) -> {
        var on = f.active() ? f : begun(f);
        yield wish.isPresent() ? noted(on, wish) : on;
      }
      // the guest takes its time
      case PowerStep.Shutdown(var _, var wish, var _) ->
          VmWorlds.changed(
              f, d -> d.notes = Optional.of(noted(d.notes).pressing(wish, VmWorlds.NOON)));
      case PowerStep.ForceOff(var _, var wish) -> noted(ended(f, Off.SWITCHED_OFF), wish);
      case PowerStep.Pause(var _, var wish) -> noted(inState(f, DomainState.PAUSED), wish);
      case PowerStep.Resume(var _, var wish) -> noted(inState(f, DomainState.RUNNING), wish);
      case PowerStep.Reset(var _, var wish) -> noted(inState(f, DomainState.RUNNING), wish);
      case PowerStep.Reboot(var _, var wish) -> noted(f, wish);
      case PowerStep.Revert(var _, var _, var wish) -> back(f, wish);
      case PowerStep.Keep(var _, var autostart, var wish) ->
          noted(VmWorlds.changed(f, d -> d.autostart = autostart), wish);
    };
  }

  /// As it was defined then, and in another run.
  private static VmFacts back(VmFacts f, int wish) {
    var then = f.snapshots().getFirst().state();
    boolean runs = then != DomainState.STOPPED;
    var was =
        VmWorlds.changed(
            runs ? begun(f) : ended(f, Off.SWITCHED_OFF),
            d -> {
              d.state = then;
              d.defined = VmWorlds.SMALL;
              d.live = runs ? Optional.of(VmWorlds.SMALL) : Optional.empty();
              d.off = runs ? Optional.empty() : Optional.of(Off.SWITCHED_OFF);
            });
    return noted(was, wish);
  }

  private static VmNotes noted(Optional<VmNotes> notes) {
    return notes.orElse(VmNotes.NONE);
  }

  private static VmFacts noted(VmFacts f, int wish) {
    return noted(f, OptionalInt.of(wish));
  }

  private static VmFacts noted(VmFacts f, OptionalInt wish) {
    return VmWorlds.changed(f, d -> d.done = wish);
  }

  private static VmFacts inState(VmFacts f, DomainState state) {
    return VmWorlds.changed(f, d -> d.state = state);
  }

  /// In another run.
  private static VmFacts begun(VmFacts f) {
    var on =
        VmWorlds.changed(
            f,
            d -> {
              d.state = DomainState.RUNNING;
              d.live = Optional.of(d.defined);
              d.off = Optional.empty();
              d.notes = Optional.empty();
            });
    return on.changed(d -> {
      d.run = Optional.of("boot/2");
      d.vncSocket = Optional.of("/vnc.sock");
    });
  }

  static VmFacts ended(VmFacts f, Off why) {
    if (!f.active()) return f;
    var off =
        VmWorlds.changed(
            f,
            d -> {
              d.state = DomainState.STOPPED;
              d.live = Optional.empty();
              d.off = Optional.of(why);
              d.notes = Optional.empty();
            });
    return off.changed(d -> d.run = d.vncSocket = Optional.empty());
  }

  /// Guest and QEMU take and let go of all at once.
  static VmFacts after(VmFacts f, LiveStep step) {
    return VmWorlds.changed(
        f,
        d -> {
          d.live = d.live.map(shape -> after(shape, step));
          d.notes = Optional.of(noted(d.notes).telling(step.note(), step.value()));
        });
  }

  private static VmShape after(VmShape shape, LiveStep step) {
    return switch (step) {
      case LiveStep.GiveCpus(var _, var cpus) -> shape.withCpus(cpus);
      case LiveStep.GiveMemory(var _, var mib) -> shape.withMemoryMib(mib);
      case LiveStep.Plug(var _, var card) ->
          shape.card(card.mac()).isPresent()
              ? shape
              : shape.withCards(Stream.concat(shape.cards().stream(), Stream.of(card)).toList());
      case LiveStep.Unplug(var _, var card) ->
          shape.withCards(shape.cards().stream().filter(c -> !c.mac().equals(card.mac())).toList());
      case LiveStep.Insert(var _, var disc) -> shape.withDisc(disc);
    };
  }
}
