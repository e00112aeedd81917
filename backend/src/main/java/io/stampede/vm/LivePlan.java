package io.stampede.vm;

import io.stampede.vm.VmFacts.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a run differs from what is wanted: what can be changed in it is a step, the rest is pending
/// until the machine starts again. Pure.
final class LivePlan {
  private final VmName name;
  private final VmShape want;
  private final VmShape live;
  private final VmNotes notes;
  private final Optional<String> called;

  private LivePlan(VmSpec spec, VmShape want, Domain domain, VmShape live) {
    this.name = spec.name();
    this.want = want;
    this.live = live;
    this.notes = domain.noted();
    this.called = domain.name().filter(_ -> spec.bond().nativeId().isEmpty());
  }

  /// Empty for a machine that does not run.
  static Optional<LivePlan> of(VmSpec spec, VmShape want, VmFacts is) {
    return is.domain()
        .flatMap(d -> d.live().map(live -> new LivePlan(spec, shape(spec, want, live), d, live)));
  }

  /// The cards of a machine that was not made here are not ours.
  private static VmShape shape(VmSpec spec, VmShape want, VmShape live) {
    return spec.bond().nativeId().isPresent()
        ? want.withCards(live.cards()).madeAs(live.made()).withDisc(live.disc())
        : want;
  }

  /// Whether a card of a managed network is missing, which has to be there first.
  boolean plugsManaged() {
    return steps().stream()
        .anyMatch(
            step -> step instanceof LiveStep.Plug(var _, var card) && card.port().isPresent());
  }

  List<LiveStep> steps() {
    return all().stream().filter(step -> !notes.wasTold(step.note(), step.value())).toList();
  }

  /// Also those that were told already.
  private List<LiveStep> all() {
    var steps = new ArrayList<LiveStep>();
    if (want.cpus() > live.cpus() && want.cpus() <= live.mostCpus()) {
      steps.add(new LiveStep.GiveCpus(name, want.cpus()));
    }
    if (want.memoryMib() != live.memoryMib() && want.memoryMib() <= live.mostMemoryMib()) {
      steps.add(new LiveStep.GiveMemory(name, want.memoryMib()));
    }
    for (var card : live.cards()) {
      if (!want.cards().contains(card)) steps.add(new LiveStep.Unplug(name, card));
    }
    for (var card : want.cards()) {
      if (live.card(card.mac()).isEmpty()) steps.add(new LiveStep.Plug(name, card));
    }
    if (!want.disc().equals(live.disc())) steps.add(new LiveStep.Insert(name, want.disc()));
    return steps;
  }

  /// What is not so in this run, in words, once its steps are taken.
  List<String> pending() {
    var words = new ArrayList<String>();
    called
        .filter(now -> !now.equals(name.value()))
        .ifPresent(now -> words.add("name " + name + " at its next start"));
    if (want.cpus() < live.cpus() || want.cpus() > live.mostCpus()) {
      words.add("%d CPUs at its next start (%d now)".formatted(want.cpus(), live.cpus()));
    }
    if (want.memoryMib() > live.mostMemoryMib()) {
      words.add(
          "%d MiB of memory at its next start (%d now)"
              .formatted(want.memoryMib(), live.memoryMib()));
    }
    if (want.maxMemoryMib().isPresent() && want.mostMemoryMib() != live.mostMemoryMib()) {
      words.add("up to %d MiB of memory at its next start".formatted(want.mostMemoryMib()));
    }
    VmHardware.differences(want.made(), live.made()).stream()
        .map(what -> what + " at its next start")
        .forEach(words::add);
    all().stream()
        .filter(step -> notes.wasTold(step.note(), step.value()))
        .map(this::told)
        .forEach(words::add);
    return words;
  }

  private String told(LiveStep step) {
    return switch (step) {
      case LiveStep.GiveCpus(var _, var cpus) ->
          "%d CPUs at its next start (%d now): it took none while it runs"
              .formatted(cpus, live.cpus());
      case LiveStep.GiveMemory(var _, var mib) ->
          "%d MiB of memory when its guest's balloon follows, or at its next start (%d now)"
              .formatted(mib, live.memoryMib());
      case LiveStep.Plug(var _, var card) ->
          "card in %s at its next start: it took none while it runs".formatted(card);
      case LiveStep.Unplug(var _, var card) ->
          "card in %s goes when its guest lets go of it, or at its next start".formatted(card);
      case LiveStep.Insert _ -> "its disc at its next start: it has no CD drive while it runs";
    };
  }
}
