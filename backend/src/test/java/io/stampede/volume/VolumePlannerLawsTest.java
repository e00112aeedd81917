package io.stampede.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import io.stampede.placement.Wish;
import io.stampede.volume.OnHost.Disk;
import io.stampede.volume.OnHost.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VolumePlannerLawsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ResourceId ID = new ResourceId("volume", "vo-2k7m9q4ta3");
  private static final long GIB = 1L << 30;
  private static final Problem DOWN = Problem.host("unreachable", "h1 does not answer", "");

  record World(Intent<VolumeSpec> intent, VolumeFacts facts) {
    @Override
    public String toString() {
      return intent.goal() + " " + facts;
    }
  }

  static VolumeSpec spec(Optional<String> image) {
    return new VolumeSpec(
        new VolumeName("data"),
        Optional.of("ho-1"),
        OptionalInt.of(2),
        VolumeFormat.QCOW2,
        image,
        Wish.NONE,
        Optional.empty(),
        OptionalInt.empty(),
        false);
  }

  private static List<VolumeSpec> specs() {
    var plain = spec(Optional.empty());
    return List.of(
        plain,
        spec(Optional.of("im-1")),
        plain.sized(3),
        plain.wiped(),
        plain.moved("ho-2"),
        plain.moved("ho-2").sized(3),
        plain.moved("ho-2").notMoved(),
        plain.moved("ho-2").notMoved().moved("ho-3"));
  }

  static Stream<World> worlds() {
    var all = new ArrayList<World>();
    for (var spec : specs()) {
      for (var goal :
          List.<Goal<VolumeSpec>>of(new Goal.Present<>(spec), new Goal.Absent<>(spec))) {
        for (var facts : everyFacts(spec)) all.add(new World(new Intent<>(ID, 1, goal), facts));
      }
    }
    return all.stream();
  }

  private static List<VolumeFacts> everyFacts(VolumeSpec spec) {
    var all = new ArrayList<VolumeFacts>();
    var copies = spec.copies();
    var others = new ArrayList<Optional<OnHost>>();
    others.add(Optional.empty());
    copies
        .from()
        .ifPresent(from -> {
          var disk = disk(from.number());
          others.add(Optional.of(new OnHost(List.of(disk), List.of(), 0, false)));
          others.add(
              Optional.of(new OnHost(List.of(), List.of(new Part(from.number(), 5)), 0, false)));
        });
    var here =
        List.of(
            OnHost.NOTHING,
            new OnHost(List.of(), List.of(), 0, true),
            new OnHost(List.of(), List.of(new Part(spec.number(), 5)), 0, false),
            new OnHost(List.of(), List.of(new Part(spec.number(), 77)), 0, false),
            new OnHost(List.of(disk(spec.number())), List.of(), 0, false),
            new OnHost(List.of(disk(spec.number())), List.of(new Part(9, 5)), 1, true),
            new OnHost(List.of(disk(8)), List.of(), 0, false));
    for (var on : here) {
      for (var there : others) {
        for (boolean known : new boolean[] {false, true}) {
          for (boolean image : new boolean[] {false, true}) {
            all.add(facts(on, there, known, image));
          }
        }
      }
    }
    return all;
  }

  private static Disk disk(int number) {
    return new Disk(number, VolumeFormat.QCOW2, 2 * GIB, 77, 10);
  }

  private static VolumeFacts facts(
      OnHost here, Optional<OnHost> there, boolean known, boolean image) {
    return new VolumeFacts(
        here,
        there,
        Optional.empty(),
        known,
        0,
        false,
        image,
        ImageCopies.Copy.NONE,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void a_volume_comes_to_rest_and_is_never_made_of_nothing_twice(World world) {
    var facts = world.facts();
    boolean known = facts.known();
    for (int round = 0; round < 9; round++) {
      switch (VolumePlanner.plan(world.intent(), new Sight.Found<>(facts, NOON), NOON)) {
        case Plan.Act<VolumeStep>(var steps) -> {
          var step = steps.getFirst();
          assertThat(known && step instanceof VolumeStep.Create).isFalse();
          var next = after(world.intent().spec(), facts, step);
          assertThat(next).as(step.title()).isNotEqualTo(facts);
          assertThat(after(world.intent().spec(), next, step)).isEqualTo(next);
          facts = next;
        }
        case Plan.Settled<VolumeStep> _ -> {
          atRest(world.intent(), facts);
          return;
        }
        case Plan.Wait<VolumeStep>(var _, var _, var on) -> {
          assertThat(on).contains(ImageCopies.id("im-1", "ho-1"));
          facts = facts(facts.here(), facts.there(), facts.known(), true);
        }
        case Plan.Blocked<VolumeStep>(var problem, var _) -> {
          assertThat(problem.code()).isEqualTo("disk-lost");
          assertThat(facts.here().disk(world.intent().spec().number())).isEmpty();
          return;
        }
      }
    }
    throw new AssertionError("not at rest: " + facts);
  }

  private static void atRest(Intent<VolumeSpec> intent, VolumeFacts facts) {
    var spec = intent.spec();
    var from = spec.copies().from();
    if (from.isPresent()) {
      boolean left = facts.there().filter(t -> t.hasOf(from.get().number())).isPresent();
      assertThat(left).isFalse();
    }
    if (!intent.wantsPresence()) {
      assertThat(facts.here()).isEqualTo(OnHost.NOTHING);
      return;
    }
    assertThat(facts.known()).isTrue();
    assertThat(facts.here().parts()).isEmpty();
    assertThat(facts.wiped()).isGreaterThanOrEqualTo(spec.wipeCount());
    assertThat(facts.here().disk(spec.number()).orElseThrow().bytes())
        .isGreaterThanOrEqualTo(spec.bytes());
  }

  private static VolumeFacts after(VolumeSpec spec, VolumeFacts f, VolumeStep step) {
    var here = f.here();
    int number = spec.number();
    return switch (step) {
      case VolumeStep.WantImage _ ->
          with(f, here, f.there(), f.known(), new ImageCopies.Copy(true, Optional.empty()));
      case VolumeStep.Create _ -> on(f, add(here, disk(number)));
      case VolumeStep.Remember(var _, var wipes) -> {
        var next = with(f, here, f.there(), true, f.copy());
        yield new VolumeFacts(
            next.here(),
            next.there(),
            next.thereUnseen(),
            true,
            Math.max(f.wiped(), wipes),
            false,
            next.imageThere(),
            next.copy(),
            next.machine(),
            next.machineHost(),
            next.usedBytes(),
            next.path());
      }
      case VolumeStep.Grow(var _, var gib) ->
          on(f, add(here, new Disk(number, VolumeFormat.QCOW2, gib * GIB, 99, 10)));
      case VolumeStep.Wipe(var _, var count) ->
          on(f, new OnHost(here.disks(), here.parts(), count, here.litter()));
      case VolumeStep.Tidy _ -> on(f, new OnHost(here.disks(), List.of(), here.wiped(), false));
      case VolumeStep.Send _ ->
          here.disk(number).isPresent()
              ? f
              : on(
                  f,
                  new OnHost(
                      here.disks(), List.of(new Part(number, 77)), here.wiped(), here.litter()));
      case VolumeStep.Check _ ->
          here.disk(number).isPresent()
              ? f
              : on(
                  f,
                  add(
                      new OnHost(here.disks(), List.of(), here.wiped(), here.litter()),
                      disk(number)));
      case VolumeStep.Leave _ -> with(f, here, Optional.empty(), f.known(), f.copy());
      case VolumeStep.Remove _ -> on(f, OnHost.NOTHING);
    };
  }

  private static OnHost add(OnHost here, Disk disk) {
    var disks = new ArrayList<>(here.disks());
    disks.removeIf(d -> d.number() == disk.number());
    disks.add(disk);
    return new OnHost(disks, here.parts(), here.wiped(), here.litter());
  }

  private static VolumeFacts on(VolumeFacts f, OnHost here) {
    return with(f, here, f.there(), f.known(), f.copy());
  }

  private static VolumeFacts with(
      VolumeFacts f, OnHost here, Optional<OnHost> there, boolean known, ImageCopies.Copy copy) {
    return new VolumeFacts(
        here,
        there,
        f.thereUnseen(),
        known,
        f.wiped(),
        false,
        f.imageThere(),
        copy,
        f.machine(),
        f.machineHost(),
        f.usedBytes(),
        f.path());
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void a_host_that_does_not_answer_is_waited_for(World world) {
    var sight = new Sight.Unseen<VolumeFacts>(DOWN, NOON);
    assertThat(VolumePlanner.plan(world.intent(), sight, NOON)).isInstanceOf(Plan.Wait.class);
  }

  @Test
  void while_its_content_is_written_nothing_is_done() {
    var intent = new Intent<>(ID, 1, new Goal.Present<>(spec(Optional.empty()).sized(9)));
    var f = facts(new OnHost(List.of(disk(1)), List.of(), 0, true), Optional.empty(), true, false);
    var busy =
        new VolumeFacts(
            f.here(),
            f.there(),
            f.thereUnseen(),
            true,
            0,
            true,
            false,
            f.copy(),
            f.machine(),
            f.machineHost(),
            f.usedBytes(),
            f.path());
    assertThat(VolumePlanner.plan(intent, new Sight.Found<>(busy, NOON), NOON))
        .isInstanceOf(Plan.Wait.class);
  }

  @Test
  void the_copy_that_a_move_came_from_goes_only_when_the_new_one_is_whole() {
    var spec = spec(Optional.empty()).moved("ho-2");
    var source = Optional.of(new OnHost(List.of(disk(1)), List.of(), 0, false));
    var intent = new Intent<>(ID, 1, new Goal.Present<>(spec));
    var plan =
        VolumePlanner.plan(
            intent, new Sight.Found<>(facts(OnHost.NOTHING, source, true, false), NOON), NOON);
    var name = spec.name();
    assertThat(plan)
        .isEqualTo(
            Plan.of(
                List.of(
                    new VolumeStep.Send(name, "ho-1"),
                    new VolumeStep.Check(name, "ho-1"),
                    new VolumeStep.Leave(name, "ho-1", 1))));
  }

  /// An earlier move may have left a copy on a host that was away.
  @Test
  void what_an_earlier_move_left_on_the_host_is_not_taken_for_the_volume() {
    var spec = spec(Optional.empty()).moved("ho-2").notMoved().moved("ho-2");
    assertThat(spec.number()).isEqualTo(3);
    var old = new OnHost(List.of(disk(2)), List.of(), 0, false);
    var source = Optional.of(new OnHost(List.of(disk(1)), List.of(), 0, false));
    var intent = new Intent<>(ID, 1, new Goal.Present<>(spec));
    var plan =
        VolumePlanner.plan(intent, new Sight.Found<>(facts(old, source, true, false), NOON), NOON);
    assertThat(plan instanceof Plan.Act<VolumeStep>(var steps) ? steps.getFirst() : plan)
        .isInstanceOf(VolumeStep.Send.class);
  }

  private static Plan<VolumeStep> plan(VolumeSpec spec, VolumeFacts is) {
    var intent = new Intent<>(ID, 1, new Goal.Present<>(spec));
    return VolumePlanner.plan(intent, new Sight.Found<>(is, NOON), NOON);
  }

  private static VolumeFacts with(
      VolumeFacts f, Optional<Problem> thereUnseen, String machineHost) {
    var host = Optional.of(machineHost).filter(h -> !h.isEmpty());
    return new VolumeFacts(
        f.here(),
        f.there(),
        thereUnseen,
        f.known(),
        f.wiped(),
        false,
        f.imageThere(),
        f.copy(),
        host.map(_ -> "db"),
        host,
        f.usedBytes(),
        f.path());
  }

  private static OnHost only(int number) {
    return new OnHost(List.of(disk(number)), List.of(), 0, false);
  }

  @Test
  void a_moved_volume_can_be_used_while_its_former_host_is_away() {
    var moved = spec(Optional.empty()).moved("ho-2");
    var arrived = facts(only(2), Optional.empty(), true, false);
    assertThat(plan(moved, with(arrived, Optional.of(DOWN), "")))
        .isEqualTo(new Plan.Settled<VolumeStep>());
    var onItsWay = facts(OnHost.NOTHING, Optional.empty(), true, false);
    assertThat(plan(moved, with(onItsWay, Optional.of(DOWN), ""))).isInstanceOf(Plan.Wait.class);
  }

  private static Object outcome(Plan<VolumeStep> plan) {
    return switch (plan) {
      case Plan.Blocked<VolumeStep>(var problem, var _) -> problem.code();
      case Plan.Act<VolumeStep>(var steps) -> steps.getFirst().getClass();
      case Plan.Settled<VolumeStep> _, Plan.Wait<VolumeStep> _ -> plan;
    };
  }

  /// Who asked for it may have asked before the machine was given the volume.
  @Test
  void a_copy_that_a_machine_has_is_neither_sent_nor_wiped_nor_removed() {
    var plain = spec(Optional.empty());
    var moved = plain.moved("ho-2");
    var source = Optional.of(only(1));
    var none = Optional.<Problem>empty();
    var before = facts(OnHost.NOTHING, source, true, false);
    var sent =
        facts(new OnHost(List.of(), List.of(new Part(2, 77)), 0, false), source, true, false);
    var arrived = facts(only(2), source, true, false);
    for (var is : List.of(before, sent, arrived)) {
      assertThat(outcome(plan(moved, with(is, none, "ho-1")))).isEqualTo("attached");
    }
    assertThat(outcome(plan(moved, with(arrived, none, "ho-2")))).isEqualTo(VolumeStep.Leave.class);
    var here = facts(only(1), Optional.empty(), true, false);
    assertThat(outcome(plan(plain.wiped(), with(here, none, "")))).isEqualTo(VolumeStep.Wipe.class);
    assertThat(outcome(plan(plain.wiped(), with(here, none, "ho-1")))).isEqualTo("attached");
    assertThat(outcome(plan(plain.sized(9), with(here, none, "ho-1"))))
        .isEqualTo(VolumeStep.Grow.class);
    var gone = new Intent<>(ID, 1, new Goal.Absent<>(plain));
    var seen = new Sight.Found<>(with(here, none, "ho-1"), NOON);
    assertThat(outcome(VolumePlanner.plan(gone, seen, NOON))).isEqualTo("attached");
  }
}
