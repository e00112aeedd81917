package io.stampede.demo;

import io.stampede.image.ImageFormat;
import io.stampede.vm.DomainDraft;
import io.stampede.vm.LiveStep;
import io.stampede.vm.PowerStep;
import io.stampede.vm.VmFacts;
import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmFacts.Off;
import io.stampede.vm.VmNotes;
import io.stampede.vm.VmShape;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What an emulated host has of one machine.
///
/// @param run counts its starts
/// @param drives prints of its drives with metadata
record DemoMachine(boolean disk, Optional<Domain> domain, int run, Set<String> drives) {
  static final DemoMachine NOTHING = new DemoMachine(false, Optional.empty(), 0, Set.of());

  boolean runs() {
    return domain.filter(d -> d.state() != DomainState.STOPPED).isPresent();
  }

  DemoMachine withDisk() {
    return new DemoMachine(true, domain, run, drives);
  }

  DemoMachine withDrive(String print) {
    var all = new HashSet<>(drives);
    all.add(print);
    return new DemoMachine(disk, domain, run, Set.copyOf(all));
  }

  DemoMachine withoutDisk() {
    return new DemoMachine(false, domain, run, Set.of());
  }

  /// What it is from its next start.
  DemoMachine defined(VmShape shape, boolean autostart) {
    var was = domain.orElse(new Domain(DomainState.STOPPED, shape, Optional.empty(), autostart));
    var next =
        was.changed(d -> {
          d.defined = shape;
          d.autostart = autostart;
        });
    return new DemoMachine(
        disk, Optional.of(next), run, shape.drive().map(Set::of).orElse(Set.of()));
  }

  /// Drives that snapshots go back to stay.
  DemoMachine holding(List<String> prints) {
    var all = new HashSet<>(drives);
    all.addAll(prints);
    return new DemoMachine(disk, domain, run, Set.copyOf(all));
  }

  private DemoMachine changed(Consumer<DomainDraft> change) {
    return new DemoMachine(disk, domain.map(d -> d.changed(change)), run, drives);
  }

  /// A name that it has already stays.
  DemoMachine named(String name) {
    return changed(d -> d.name = d.name.or(() -> Optional.of(name)));
  }

  DemoMachine renamed(String name) {
    return changed(d -> d.name = Optional.of(name));
  }

  DemoMachine undefined() {
    return new DemoMachine(disk, Optional.empty(), run, drives);
  }

  DemoMachine started() {
    if (domain.isEmpty() || runs()) return this;
    var on =
        changed(d -> {
          d.state = DomainState.RUNNING;
          d.live = Optional.of(d.defined);
          d.off = Optional.empty();
          d.notes = Optional.empty();
        });
    return new DemoMachine(disk, on.domain, run + 1, drives);
  }

  DemoMachine stopped(Off why) {
    if (!runs()) return this;
    return changed(d -> {
      d.state = DomainState.STOPPED;
      d.live = Optional.empty();
      d.off = Optional.of(why);
      d.notes = Optional.empty();
    });
  }

  /// Its guest heeds its power button at once.
  DemoMachine powered(PowerStep step) {
    return switch (step) {
      case PowerStep.Start(var _, var wish) -> wish.isPresent() ? started().noted(wish) : started();
      case PowerStep.Shutdown _ -> stopped(Off.SHUT_DOWN);
      case PowerStep.ForceOff(var _, var wish) -> stopped(Off.SWITCHED_OFF).noted(wish);
      case PowerStep.Pause(var _, var wish) -> inState(DomainState.PAUSED).noted(wish);
      case PowerStep.Resume(var _, var wish) -> inState(DomainState.RUNNING).noted(wish);
      case PowerStep.Reset(var _, var wish) -> noted(OptionalInt.of(wish));
      case PowerStep.Reboot(var _, var wish) -> noted(OptionalInt.of(wish));
      // by who knows what it was then
      case PowerStep.Revert _ -> this;
      case PowerStep.Keep(var _, var autostart, var wish) ->
          changed(d -> d.autostart = autostart).noted(wish);
    };
  }

  /// In another run, if it ran then.
  DemoMachine backTo(DemoMachine then, int wish) {
    var back = new DemoMachine(disk, then.domain, run + (then.runs() ? 1 : 0), drives);
    return back.noted(wish);
  }

  DemoMachine inState(DomainState state) {
    return runs() ? changed(d -> d.state = state) : this;
  }

  private DemoMachine noted(int wish) {
    return noted(OptionalInt.of(wish));
  }

  private DemoMachine noted(OptionalInt wish) {
    return changed(d -> d.done = wish);
  }

  /// Its guest takes and lets go of all at once.
  DemoMachine live(LiveStep step) {
    if (!runs()) return this;
    return changed(d -> {
      d.live = d.live.map(shape -> changed(shape, step));
      d.notes = Optional.of(d.notes.orElse(VmNotes.NONE).telling(step.note(), step.value()));
    });
  }

  private static VmShape changed(VmShape shape, LiveStep step) {
    return switch (step) {
      case LiveStep.GiveCpus(var _, var cpus) -> shape.withCpus(cpus);
      case LiveStep.GiveMemory(var _, var mib) -> shape.withMemoryMib(mib);
      case LiveStep.Plug(var _, var card) ->
          shape.withCards(
              Stream.concat(
                      shape.cards().stream().filter(c -> !c.mac().equals(card.mac())),
                      Stream.of(card))
                  .toList());
      case LiveStep.Unplug(var _, var card) ->
          shape.withCards(shape.cards().stream().filter(c -> !c.mac().equals(card.mac())).toList());
      case LiveStep.Insert(var _, var disc) -> shape.withDisc(disc);
    };
  }

  VmFacts.Files files(Optional<ImageFormat> image) {
    return new VmFacts.Files(disk, disk, image, List.copyOf(drives));
  }
}
