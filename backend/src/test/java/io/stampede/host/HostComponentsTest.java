package io.stampede.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.component.Component;
import io.stampede.component.Components;
import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.host.ComponentSeen.State;
import io.stampede.host.HostFacts.Mark;
import io.stampede.ssh.Address;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostComponentsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final HostSpec SPEC = HostSpec.at(new HostName("h1"), new Address("192.0.2.1"));
  private static final String NEW = "b".repeat(12);
  private static final String OLD = "a".repeat(12);
  private static final Component NET = component("net");
  private static final Component LIBVIRT = component("libvirt");
  private static final Components BOTH = new Components(List.of(NET, LIBVIRT));

  private static Component component(String name) {
    return new Component(name, NEW, "0".repeat(64), 3 << 20, 9 << 20, Path.of("/" + name));
  }

  /// What a host may show of one component.
  record World(Mark mark, boolean docker, boolean ownLibvirt, List<ComponentSeen> seen) {
    Plan<HostStep> plan(Goal<HostSpec> goal) {
      var intent = new Intent<>(new ResourceId("host", "ho-1"), 1, goal);
      return HostPlanner.plan(intent, new Sight.Found<>(facts(), NOON), NOON, BOTH);
    }

    Plan<HostStep> plan() {
      return plan(new Goal.Present<>(SPEC));
    }

    private HostFacts facts() {
      return SampleFacts.of(
          docker ? Optional.of("20.10.24") : Optional.empty(), seen, ownLibvirt, mark);
    }

    World after(HostStep step) {
      return switch (step) {
        case HostStep.Claim _ -> new World(Mark.OURS, docker, ownLibvirt, seen);
        case HostStep.LoadComponent load -> with(load.component(), State.LOADED);
        case HostStep.StartComponent start -> with(start.component(), State.RUNNING);
        case HostStep.Release _ -> new World(Mark.NONE, docker, ownLibvirt, List.of());
        default -> this;
      };
    }

    private World with(Component component, State state) {
      var next = new ArrayList<>(seen);
      next.removeIf(s ->
          s.name().equals(component.name())
              && (s.version().equals(component.version()) || state == State.RUNNING));
      next.add(new ComponentSeen(component.name(), component.version(), state, ""));
      return new World(mark, docker, ownLibvirt, next);
    }
  }

  static Stream<World> worlds() {
    var states =
        Stream.concat(
                Stream.of(List.<ComponentSeen>of()),
                Stream.of(OLD, NEW)
                    .flatMap(version ->
                        Stream.of(State.values())
                            .map(s -> List.of(new ComponentSeen("net", version, s, "")))))
            .toList();
    return Stream.of(Mark.NONE, Mark.OURS)
        .flatMap(mark ->
            Stream.of(true, false)
                .flatMap(own -> states.stream().map(seen -> new World(mark, true, own, seen))));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void a_host_settles_with_the_wanted_versions_running(World world) {
    var at = world;
    for (int i = 0; i < 5 && at.plan() instanceof Plan.Act<HostStep>(var steps); i++) {
      var first = steps.getFirst();
      assertThat(at.after(first).after(first)).isEqualTo(at.after(first));
      at = at.after(first);
    }
    assertThat(at.plan()).isEqualTo(new Plan.Settled<>());
    assertThat(at.seen())
        .anyMatch(s -> s.is("net", NEW) && s.state() == State.RUNNING)
        .filteredOn(s -> s.is("libvirt", NEW) && s.state() == State.RUNNING)
        .hasSize(world.ownLibvirt() ? 0 : 1);
  }

  @Test
  void a_plan_shows_all_that_will_be_done() {
    assertThat(new World(Mark.NONE, true, false, List.of()).plan())
        .isEqualTo(
            new Plan.Act<>(
                List.of(
                    new HostStep.Claim("h1"),
                    new HostStep.LoadComponent("h1", NET),
                    new HostStep.StartComponent("h1", NET, false),
                    new HostStep.LoadComponent("h1", LIBVIRT),
                    new HostStep.StartComponent("h1", LIBVIRT, false))));
  }

  @Test
  void another_version_is_upgraded() {
    var old = List.of(new ComponentSeen("net", OLD, State.RUNNING, "ready"));
    assertThat(new World(Mark.OURS, true, true, old).plan())
        .isEqualTo(
            new Plan.Act<>(
                List.of(
                    new HostStep.LoadComponent("h1", NET),
                    new HostStep.StartComponent("h1", NET, true))));
  }

  @Test
  void a_host_without_docker_is_a_host() {
    assertThat(new World(Mark.OURS, false, false, List.of()).plan())
        .isEqualTo(new Plan.Settled<>());
  }

  @Test
  void what_another_console_manages_is_left_alone() {
    var world = new World(Mark.OTHER, true, false, List.of());
    assertThat(world.plan()).isEqualTo(new Plan.Settled<>());
    assertThat(world.plan(new Goal.Absent<>(SPEC))).isEqualTo(new Plan.Settled<>());
  }
}
