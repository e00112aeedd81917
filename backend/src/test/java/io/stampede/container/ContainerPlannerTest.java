package io.stampede.container;

import static io.stampede.container.ContainerSpecs.sleeper;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.adoption.Bond;
import io.stampede.container.ContainerFacts.State;
import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.network.Card;
import io.stampede.network.HostNetworks;
import io.stampede.network.Nic;
import io.stampede.network.Pending;
import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContainerPlannerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Optional<Instant> RUN_1 = Optional.of(NOON.minusSeconds(60));
  private static final Optional<Instant> RUN_2 = Optional.of(NOON.minusSeconds(30));
  private static final ContainerName WEB = new ContainerName("web1");
  private static final ContainerSpec WANTED = sleeper("web1");
  private static final ContainerSpec FOREIGN =
      WANTED.tied(Bond.foreign("a".repeat(64), "web1@h1", false));
  private static final ContainerSpec ADOPTED = FOREIGN.adopted(true, RestartPolicy.NO, Limits.NONE);
  private static final Card CARD =
      new Card(
          "nw-1",
          "managed",
          1,
          Ipv4.of("10.42.0.2"),
          Cidr.of("10.42.0.0/24"),
          "managed.stampede.internal",
          "06:53:00:00:00:01");

  /// On a managed network, and on Docker's own.
  private static final ContainerSpec PLUGGED =
      ContainerSpecs.on(WANTED, Nic.managed("managed"), Nic.DOCKER_BRIDGE).carded(List.of(CARD));

  private static final Optional<Pending> PENDING =
      Optional.of(new Pending("waiting for network managed", Optional.empty()));
  private static final int PASSES = 8;

  record World(Goal<ContainerSpec> goal, ContainerFacts facts) {
    Intent<ContainerSpec> intent() {
      return new Intent<>(new ResourceId("container", "ct-1"), 1, goal);
    }
  }

  /// Every intent against everything that Docker can show.
  static Stream<World> worlds() {
    var specs =
        List.of(
            WANTED,
            WANTED.stopped(),
            WANTED.killed(),
            WANTED.startedAfter(RUN_1),
            WANTED.startedAfter(RUN_2),
            WANTED.still(ContainerLife.Still.PAUSED),
            WANTED.still(ContainerLife.Still.GOING),
            FOREIGN,
            PLUGGED,
            ADOPTED,
            ADOPTED.stopped(),
            ADOPTED.startedAfter(RUN_1));
    var goals = new ArrayList<Goal<ContainerSpec>>();
    specs.forEach(s -> goals.add(new Goal.Present<>(s)));
    specs.forEach(s -> goals.add(new Goal.Absent<>(s)));
    return goals.stream().flatMap(goal -> allFacts().map(facts -> new World(goal, facts)));
  }

  private static Stream<ContainerFacts> allFacts() {
    var all = new ArrayList<ContainerFacts>();
    for (var holder : List.of(Optional.<String>empty(), Optional.of("f".repeat(64)))) {
      all.add(ContainerFacts.none(true, holder));
      all.add(ContainerFacts.none(false, holder));
      all.add(ContainerFacts.none(true, holder).with(PENDING));
      all.add(ContainerFacts.none(false, holder).with(PENDING));
    }
    for (var policy : List.of(RestartPolicy.NO, RestartPolicy.ALWAYS)) {
      all.add(facts(State.CREATED, Optional.empty(), policy));
      for (var state : State.values()) {
        if (state == State.NONE || state == State.CREATED) continue;
        all.add(facts(state, RUN_1, policy));
      }
    }
    return all.stream();
  }

  private static ContainerFacts facts(State state, Optional<Instant> run, RestartPolicy policy) {
    return facts(state, run, policy, List.of("bridge"));
  }

  private static ContainerFacts facts(
      State state, Optional<Instant> run, RestartPolicy policy, List<String> attached) {
    return new ContainerFacts(
        Optional.of("a".repeat(64)),
        Optional.of("sha256:1"),
        state,
        state == State.EXITED || state == State.RESTARTING
            ? OptionalInt.of(1)
            : OptionalInt.empty(),
        run,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        policy,
        Limits.NONE,
        true,
        Optional.empty(),
        attached,
        Optional.empty(),
        List.of());
  }

  private static ContainerFacts within(ContainerFacts is, Limits limits) {
    return new ContainerFacts(
        is.dockerId(),
        is.imageId(),
        is.docker(),
        is.exitCode(),
        is.startedAt(),
        is.finishedAt(),
        is.error(),
        is.ipAddress(),
        is.ports(),
        is.health(),
        is.policy(),
        limits,
        is.imagePresent(),
        is.nameHolder(),
        is.attached(),
        is.pending(),
        is.exposed());
  }

  private static ContainerFacts running() {
    return facts(State.RUNNING, RUN_1, RestartPolicy.NO);
  }

  private static Plan<ContainerStep> plan(World world) {
    return ContainerPlanner.plan(world.intent(), new Sight.Found<>(world.facts(), NOON), NOON);
  }

  private static Plan<ContainerStep> plan(ContainerSpec spec, ContainerFacts facts) {
    return plan(new World(new Goal.Present<>(spec), facts));
  }

  private static Plan<ContainerStep> act(ContainerStep... steps) {
    return new Plan.Act<>(List.of(steps));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void taking_first_steps_settles(World world) {
    settled(world, false);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void a_lost_reply_changes_nothing(World world) {
    // The reply of each step is lost: it is planned, and taken, from the world it left.
    var end = settled(world, false);
    var endAfterLosses = settled(world, true);
    assertThat(endAfterLosses).isEqualTo(end);
  }

  private static ContainerFacts settled(World world, boolean eachTwice) {
    var facts = world.facts();
    for (int pass = 0; pass < PASSES; pass++) {
      switch (plan(new World(world.goal(), facts))) {
        case Plan.Act<ContainerStep>(var steps) -> {
          var after = after(facts, steps.getFirst());
          var twice = after(after, steps.getFirst());
          assertThat(twice).as("%s twice is once", steps.getFirst().title()).isEqualTo(after);
          facts = eachTwice ? twice : after;
        }
        case Plan.Wait<ContainerStep> _ -> facts = waited(facts);
        case Plan.Blocked<ContainerStep> _ -> {
          assertThat(world.goal()).isInstanceOf(Goal.Present.class);
          return facts;
        }
        case Plan.Settled<ContainerStep> _ -> {
          if (world.goal() instanceof Goal.Absent && !isForeign(world)) {
            assertThat(facts.docker()).isEqualTo(State.NONE);
          }
          if (world.goal().equals(new Goal.Present<>(PLUGGED))) {
            assertThat(facts.attached()).contains("st-1", "bridge");
          }
          return facts;
        }
      }
    }
    throw new AssertionError("not settled after %d passes: %s".formatted(PASSES, facts));
  }

  private static boolean isForeign(World world) {
    return world.goal().spec().bond().isForeign();
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void what_was_not_made_here_is_never_made_anew_and_what_is_foreign_is_left_alone(World world) {
    if (world.goal().spec().bond().nativeId().isEmpty()) return;
    if (!(plan(world) instanceof Plan.Act<ContainerStep>(var steps))) return;
    assertThat(isForeign(world)).isFalse();
    assertThat(steps)
        .noneMatch(s -> s instanceof ContainerStep.Create || s instanceof ContainerStep.PullImage);
  }

  @Test
  void adopting_by_itself_changes_nothing() {
    allFacts()
        .filter(facts -> facts.docker() != State.NONE)
        .forEach(
            facts -> assertThat(plan(ADOPTED, facts)).isEqualTo(new Plan.Settled<ContainerStep>()));
  }

  @Test
  void an_adopted_container_that_somebody_removed_is_told_and_not_made_anew() {
    assertThat(plan(ADOPTED, ContainerFacts.none(true, Optional.empty())))
        .isInstanceOfSatisfying(
            Plan.Blocked.class, blocked -> assertThat(blocked.problem().code()).isEqualTo("gone"));
  }

  /// What comes by itself in the state in which one waits.
  private static ContainerFacts waited(ContainerFacts facts) {
    if (facts.docker() == State.NONE && facts.pending().isPresent()) {
      return facts.with(Optional.empty());
    }
    assertThat(facts.docker()).isEqualTo(State.REMOVING);
    return ContainerFacts.none(true, Optional.empty());
  }

  private static ContainerFacts after(ContainerFacts is, ContainerStep step) {
    return switch (step) {
      case ContainerStep.PullImage _ ->
          ContainerFacts.none(true, is.nameHolder()).with(is.pending());
      case ContainerStep.Create(var spec) ->
          is.docker() == State.NONE
              ? facts(
                  State.CREATED,
                  Optional.empty(),
                  spec.restartPolicy(),
                  List.of(spec.dockerNetwork(spec.nics().getFirst())))
              : is;
      case ContainerStep.Connect(var spec, var nic) ->
          is.attached().contains(spec.dockerNetwork(nic))
              ? is
              : facts(
                  is.docker(),
                  is.startedAt(),
                  is.policy(),
                  Stream.concat(is.attached().stream(), Stream.of(spec.dockerNetwork(nic)))
                      .toList());
      case ContainerStep.Start(var _, var after) ->
          is.startedAt().equals(after)
              ? facts(
                  State.RUNNING,
                  after.map(t -> t.plusSeconds(7)).or(() -> RUN_1),
                  is.policy(),
                  is.attached())
              : is;
      case ContainerStep.Stop(var _, var run) ->
          run.isPresent() && !run.equals(is.startedAt())
              ? is
              : facts(State.EXITED, is.startedAt(), is.policy(), is.attached());
      case ContainerStep.Kill _ -> facts(State.EXITED, is.startedAt(), is.policy(), is.attached());
      case ContainerStep.Unpause _, ContainerStep.Resume _ ->
          facts(State.RUNNING, is.startedAt(), is.policy(), is.attached());
      case ContainerStep.Pause _ -> facts(State.PAUSED, is.startedAt(), is.policy(), is.attached());
      case RemakeStep _ -> throw new AssertionError("nothing here was to be made anew: " + step);
      case ContainerStep.SetPolicy(var _, var policy) ->
          within(facts(is.docker(), is.startedAt(), policy, is.attached()), is.limits());
      case ContainerStep.SetLimits(var _, var limits) -> within(is, is.limits().changed(limits));
      case ContainerStep.Remove _ -> ContainerFacts.none(true, Optional.empty());
    };
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void an_unseen_host_is_left_alone(World world) {
    var why = Problem.host("unreachable", "h1 does not answer", "");
    assertThat(ContainerPlanner.plan(world.intent(), new Sight.Unseen<>(why, NOON), NOON))
        .isInstanceOf(Plan.Wait.class);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void what_is_nowhere_and_not_wanted_is_settled(World world) {
    var gone = new Goal.Absent<>(world.goal().spec());
    var intent = new World(gone, world.facts()).intent();
    assertThat(ContainerPlanner.plan(intent, new Sight.Missing<>(NOON), NOON))
        .isEqualTo(new Plan.Settled<>());
  }

  @Test
  void a_new_container_is_pulled_created_and_started() {
    assertThat(plan(WANTED, ContainerFacts.none(false, Optional.empty())))
        .isEqualTo(
            act(
                new ContainerStep.PullImage(WANTED.image()),
                new ContainerStep.Create(WANTED),
                new ContainerStep.Start(WEB, Optional.empty())));
  }

  @Test
  void limits_are_changed_while_it_runs_and_none_is_no_reason_to_act() {
    var half = limits(256, "0.5");
    var limited = WANTED.adopted(true, RestartPolicy.NO, half).tied(Bond.HERE);
    assertThat(plan(limited, within(running(), limits(128, "0.50"))))
        .isEqualTo(act(new ContainerStep.SetLimits(WEB, half)));
    assertThat(plan(limited, within(running(), limits(256, "0.500"))))
        .isEqualTo(new Plan.Settled<>());
    assertThat(plan(WANTED, within(running(), half))).isEqualTo(new Plan.Settled<>());
  }

  private static Limits limits(int memoryMib, String cpus) {
    return new Limits(OptionalInt.of(memoryMib), Optional.of(new Cpus(cpus)));
  }

  @Test
  void a_container_is_not_made_before_its_networks_are_there() {
    var on = Optional.of(HostNetworks.id("ho-1"));
    assertThat(plan(PLUGGED, ContainerFacts.none(true, Optional.empty()).with(PENDING)))
        .isInstanceOfSatisfying(Plan.Wait.class, wait -> assertThat(wait.on()).isEqualTo(on));
    assertThat(plan(PLUGGED, ContainerFacts.none(false, Optional.empty()).with(PENDING)))
        .as("its image comes meanwhile")
        .isInstanceOf(Plan.Act.class);
    var trouble = Problem.host("no-table", "h1 has no nftables", "");
    var failed = Optional.of(new Pending("waiting", Optional.of(trouble)));
    assertThat(plan(PLUGGED, ContainerFacts.none(true, Optional.empty()).with(failed)))
        .isEqualTo(new Plan.Blocked<ContainerStep>(trouble, on));
  }

  @Test
  void a_container_with_two_networks_is_made_on_the_first_and_plugged_into_the_second() {
    assertThat(plan(PLUGGED, ContainerFacts.none(true, Optional.empty())))
        .isEqualTo(
            act(
                new ContainerStep.Create(PLUGGED),
                new ContainerStep.Connect(PLUGGED, Nic.DOCKER_BRIDGE),
                new ContainerStep.Start(WEB, Optional.empty())));
    assertThat(new ContainerStep.Create(PLUGGED).calls().getFirst())
        .contains("network: st-1 10.42.0.2");
  }

  @Test
  void a_restart_ends_the_run_that_was_seen_and_no_later_one() {
    var restart = WANTED.startedAfter(RUN_1);
    assertThat(plan(restart, running()))
        .isEqualTo(act(new ContainerStep.Stop(WEB, RUN_1), new ContainerStep.Start(WEB, RUN_1)));
    assertThat(plan(restart, facts(State.RUNNING, RUN_2, RestartPolicy.NO)))
        .isEqualTo(new Plan.Settled<>());
  }

  @Test
  void what_has_ended_by_itself_is_not_started_for_ever() {
    var exited = facts(State.EXITED, RUN_1, RestartPolicy.NO);
    assertThat(plan(WANTED, exited)).isEqualTo(new Plan.Settled<>());
    assertThat(plan(WANTED.startedAfter(RUN_1), exited))
        .isEqualTo(act(new ContainerStep.Start(WEB, RUN_1)));
  }

  @Test
  void a_crash_loop_is_said_and_can_be_stopped() {
    var looping = facts(State.RESTARTING, RUN_1, RestartPolicy.NO);
    assertThat(plan(WANTED, looping))
        .isInstanceOfSatisfying(
            Plan.Blocked.class,
            blocked -> assertThat(blocked.problem().code()).isEqualTo("crash-loop"));
    assertThat(plan(WANTED.stopped(), looping))
        .isEqualTo(act(new ContainerStep.Stop(WEB, Optional.empty())));
  }

  @Test
  void a_name_that_is_taken_is_said_before_anything_is_pulled() {
    var taken = ContainerFacts.none(false, Optional.of("f".repeat(64)));
    assertThat(plan(WANTED, taken))
        .isInstanceOfSatisfying(
            Plan.Blocked.class,
            blocked -> assertThat(blocked.problem().code()).isEqualTo("name-taken"));
  }

  @Test
  void what_is_paused_is_woken_before_it_is_stopped() {
    assertThat(plan(WANTED.stopped(), facts(State.PAUSED, RUN_1, RestartPolicy.NO)))
        .isEqualTo(
            act(new ContainerStep.Unpause(WEB), new ContainerStep.Stop(WEB, Optional.empty())));
  }

  @Test
  void what_runs_is_paused_and_goes_on_when_somebody_asks_and_only_then() {
    var paused = facts(State.PAUSED, RUN_1, RestartPolicy.NO);
    assertThat(plan(WANTED.still(ContainerLife.Still.PAUSED), running()))
        .isEqualTo(act(new ContainerStep.Pause(WEB)));
    assertThat(plan(WANTED.still(ContainerLife.Still.PAUSED), paused))
        .isEqualTo(new Plan.Settled<>());
    assertThat(plan(WANTED.still(ContainerLife.Still.GOING), paused))
        .isEqualTo(act(new ContainerStep.Resume(WEB)));
    assertThat(plan(WANTED, paused)).as("paused by hand").isEqualTo(new Plan.Settled<>());
  }

  @Test
  void what_is_still_called_as_before_is_renamed_and_what_others_renamed_is_not() {
    var renamed =
        ContainerSpecs.changed(
            WANTED,
            d -> {
              d.name = new ContainerName("web2");
              d.life = d.life.calledBefore(WEB);
            });
    assertThat(plan(renamed, running().named("web1")))
        .isEqualTo(act(new RemakeStep.Rename(renamed.name(), "a".repeat(64), "web1", "web2")));
    assertThat(plan(renamed, running().named("web2"))).isEqualTo(new Plan.Settled<>());
    assertThat(plan(renamed, running().named("other"))).isEqualTo(new Plan.Settled<>());
  }

  @Test
  void killing_does_not_ask() {
    assertThat(plan(WANTED.killed(), running())).isEqualTo(act(new ContainerStep.Kill(WEB)));
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void only_removing_destroys(State state) {
    var run = state == State.NONE || state == State.CREATED ? Optional.<Instant>empty() : RUN_1;
    var seen =
        state == State.NONE
            ? ContainerFacts.none(true, Optional.empty())
            : facts(state, run, RestartPolicy.ALWAYS);
    for (var goal : List.of(new Goal.Present<>(WANTED), new Goal.Present<>(WANTED.stopped()))) {
      if (plan(new World(goal, seen)) instanceof Plan.Act<ContainerStep>(var steps)) {
        assertThat(steps).noneMatch(ContainerStep::destroys);
      }
    }
  }
}
