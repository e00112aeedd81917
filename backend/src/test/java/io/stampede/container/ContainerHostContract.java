package io.stampede.container;

import static io.stampede.container.ContainerSpecs.BUSYBOX;
import static io.stampede.container.ContainerSpecs.sleeper;
import static io.stampede.container.ContainerSpecs.spec;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers;
import io.stampede.client.Refused;
import io.stampede.container.ContainerFacts.State;
import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Outcome;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every host of containers must do, real or emulated. Each host is empty but for the image
/// `lab/busybox:1`.
abstract class ContainerHostContract {
  static final ResourceId ID = new ResourceId("container", "ct-contract");
  static final ResourceId OTHER = new ResourceId("container", "ct-other");
  static final ContainerName WEB = new ContainerName("web1");

  abstract ContainerHost host();

  /// Makes a container by hand, without our mark.
  abstract void foreign(String name);

  /// The names of all containers on the host.
  abstract List<String> names();

  Sight<ContainerFacts> look(ContainerSpec spec) {
    return host().look(ID, spec);
  }

  ContainerFacts facts(ContainerSpec spec) {
    return look(spec).found().orElseThrow(() -> new AssertionError("not seen: " + look(spec)));
  }

  Outcome apply(ContainerStep step) {
    return host().apply(ID, sleeper("web1"), step);
  }

  /// Each step twice: the second time must change nothing.
  void take(ContainerStep... steps) {
    for (var step : steps) {
      assertThat(apply(step)).isEqualTo(Outcome.done());
      assertThat(apply(step)).isEqualTo(Outcome.done());
    }
  }

  static ContainerStep start() {
    return new ContainerStep.Start(WEB, Optional.empty());
  }

  static ContainerStep stop() {
    return new ContainerStep.Stop(WEB, Optional.empty());
  }

  @Test
  void where_there_is_no_container_the_place_is_seen() {
    assertThat(facts(sleeper("web1"))).isEqualTo(ContainerFacts.none(true, Optional.empty()));
    assertThat(look(spec("web1", new ImageRef("no/such:1")))).isInstanceOf(Sight.Missing.class);
  }

  @Test
  void a_container_lives_from_create_to_remove() {
    var spec = sleeper("web1");
    take(new ContainerStep.PullImage(BUSYBOX), new ContainerStep.Create(spec));
    var created = facts(spec);
    assertThat(created.docker()).isEqualTo(State.CREATED);
    assertThat(created.startedAt()).isEmpty();
    take(start());
    var running = facts(spec);
    assertThat(running.docker()).isEqualTo(State.RUNNING);
    assertThat(running.dockerId()).isEqualTo(created.dockerId());
    assertThat(running.startedAt()).isPresent();
    assertThat(running.ipAddress()).isPresent();
    take(stop());
    var stopped = facts(spec);
    assertThat(stopped.docker()).isEqualTo(State.EXITED);
    assertThat(stopped.startedAt()).isEqualTo(running.startedAt());
    assertThat(stopped.exitCode()).isPresent();
    take(new ContainerStep.Remove(WEB));
    assertThat(names()).isEmpty();
    assertThat(facts(spec)).isEqualTo(ContainerFacts.none(true, Optional.empty()));
  }

  @Test
  void a_new_run_has_another_identity_and_is_begun_once() {
    var spec = sleeper("web1");
    take(new ContainerStep.Create(spec), start());
    var first = facts(spec).startedAt();
    take(new ContainerStep.Stop(WEB, first), new ContainerStep.Start(WEB, first));
    var second = facts(spec).startedAt();
    assertThat(second.orElseThrow()).isAfter(first.orElseThrow());
    // The late steps of the same restart find that it is done.
    take(new ContainerStep.Stop(WEB, first), new ContainerStep.Start(WEB, first));
    assertThat(facts(spec).startedAt()).isEqualTo(second);
    assertThat(facts(spec).docker()).isEqualTo(State.RUNNING);
  }

  @Test
  void a_program_that_ends_leaves_its_exit_code_and_is_not_run_again() {
    var spec = spec("web1", BUSYBOX, "sh", "-c", "exit 3");
    take(new ContainerStep.Create(spec));
    assertThat(apply(start())).isEqualTo(Outcome.done());
    await().until(() -> facts(spec).docker() == State.EXITED);
    var ended = facts(spec);
    assertThat(ended.exitCode()).isEqualTo(OptionalInt.of(3));
    assertThat(apply(start())).isEqualTo(Outcome.done());
    assertThat(facts(spec)).isEqualTo(ended);
  }

  @Test
  void a_program_that_is_not_there_is_a_problem_of_the_request() {
    var spec = spec("web1", BUSYBOX, "/nowhere/at/all");
    take(new ContainerStep.Create(spec));
    var outcome = apply(start());
    assertThat(outcome).isInstanceOf(Outcome.Stuck.class);
    var problem = ((Outcome.Stuck) outcome).problem();
    assertThat(problem.code()).isEqualTo("cannot-start");
    assertThat(problem.message()).contains("web1").contains("/nowhere/at/all");
    assertThat(facts(spec).docker()).isEqualTo(State.CREATED);
    assertThat(facts(spec).error()).isPresent();
    take(new ContainerStep.Remove(WEB));
    assertThat(names()).isEmpty();
  }

  @Test
  void killing_ends_it_at_once() {
    var spec = spec("web1", BUSYBOX, "sleep", "1000");
    take(new ContainerStep.Create(spec), start());
    var begun = Instant.now();
    take(new ContainerStep.Kill(WEB));
    await().until(() -> facts(spec).docker() == State.EXITED);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(8));
    assertThat(facts(spec).exitCode()).isEqualTo(OptionalInt.of(137));
  }

  @Test
  void the_restart_policy_is_set_and_changed() {
    var spec = spec("web1", BUSYBOX, RestartPolicy.ON_FAILURE, "sleep", "1000");
    take(new ContainerStep.Create(spec));
    assertThat(facts(spec).policy()).isEqualTo(RestartPolicy.ON_FAILURE);
    take(new ContainerStep.SetPolicy(WEB, RestartPolicy.UNLESS_STOPPED));
    assertThat(facts(spec).policy()).isEqualTo(RestartPolicy.UNLESS_STOPPED);
    take(new ContainerStep.SetPolicy(WEB, RestartPolicy.NO));
    assertThat(facts(spec).policy()).isEqualTo(RestartPolicy.NO);
  }

  @Test
  void the_limits_are_changed_while_it_runs() {
    var spec = spec("web1", BUSYBOX, "sleep", "1000");
    take(new ContainerStep.Create(spec), start());
    var run = facts(spec).startedAt();
    assertThat(facts(spec).limits()).isEqualTo(Limits.NONE);
    for (int mib : new int[] {64, 32, 256}) {
      var limits = new Limits(OptionalInt.of(mib), Optional.of(new Cpus("0." + mib)));
      take(new ContainerStep.SetLimits(WEB, limits));
      assertThat(limits.areKeptBy(facts(spec).limits())).isTrue();
    }
    assertThat(facts(spec).startedAt()).as("never started anew").isEqualTo(run);
  }

  @Test
  void a_name_that_a_foreign_container_has_is_taken_and_stays_so() {
    foreign("web1");
    var spec = sleeper("web1");
    assertThat(facts(spec).nameHolder()).isPresent();
    var outcome = apply(new ContainerStep.Create(spec));
    assertThat(outcome).isInstanceOf(Outcome.Stuck.class);
    assertThat(((Outcome.Stuck) outcome).problem().code()).isEqualTo("name-taken");
    take(stop(), new ContainerStep.Kill(WEB), new ContainerStep.Remove(WEB));
    assertThat(names()).containsExactly("web1");
  }

  private Strangers.Stranger stranger(String name) {
    return host().all().orElseThrow().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tag("N4")
  void a_foreign_container_is_listed_and_looked_at_by_its_docker_id() {
    foreign("other");
    take(new ContainerStep.Create(sleeper("web1")));
    var seen = stranger("other");
    assertThat(seen.mark()).isEmpty();
    assertThat(stranger("web1").mark()).contains(ID.value());
    var bond = Bond.foreign(seen.nativeId(), "other@h1", false);
    var described = host().describe("ho-1", seen, bond).orElseThrow();
    assertThat(described.name().value()).isEqualTo("other");
    assertThat(described.host()).contains("ho-1");
    assertThat(described.image()).isEqualTo(BUSYBOX);
    assertThat(described.env()).isEmpty();
    var facts = host().look(OTHER, described).found().orElseThrow();
    assertThat(facts.dockerId()).contains(seen.nativeId());
    assertThat(facts.docker()).isEqualTo(State.CREATED);
  }

  @Test
  @Tag("N4")
  void an_adopted_container_is_moved_by_its_docker_id_and_stays_the_same() {
    foreign("other");
    var seen = stranger("other");
    var bond = Bond.foreign(seen.nativeId(), "other@h1", false);
    var adopted =
        host()
            .describe("ho-1", seen, bond)
            .orElseThrow()
            .adopted(false, RestartPolicy.NO, Limits.NONE);
    for (var step :
        List.of(
            new ContainerStep.Start(adopted.name(), Optional.empty()),
            new ContainerStep.SetPolicy(adopted.name(), RestartPolicy.ALWAYS),
            new ContainerStep.Kill(adopted.name()))) {
      assertThat(host().apply(OTHER, adopted, step)).isEqualTo(Outcome.done());
      assertThat(host().apply(OTHER, adopted, step)).isEqualTo(Outcome.done());
      assertThat(stranger("other").nativeId()).isEqualTo(seen.nativeId());
    }
    var facts = host().look(OTHER, adopted).found().orElseThrow();
    assertThat(facts.policy()).isEqualTo(RestartPolicy.ALWAYS);
    assertThat(host().apply(OTHER, adopted, new ContainerStep.Remove(adopted.name())))
        .isEqualTo(Outcome.done());
    assertThat(names()).isEmpty();
    var gone = host().look(OTHER, adopted).found().orElseThrow();
    assertThat(gone.docker()).isEqualTo(State.NONE);
    assertThat(host().describe("ho-1", seen, bond)).isEmpty();
  }

  /// One pass as the engine takes it, each step twice.
  ///
  /// @return whether there is nothing more to do
  private boolean pass(Goal<ContainerSpec> goal) {
    var intent = new Intent<>(ID, 1, goal);
    var sight = host().look(ID, goal.spec());
    return switch (ContainerPlanner.plan(intent, sight, Instant.now())) {
      case Plan.Act<ContainerStep>(var steps) -> {
        var step = steps.getFirst();
        assertThat(host().apply(ID, goal.spec(), step)).as(step.title()).isEqualTo(Outcome.done());
        assertThat(host().apply(ID, goal.spec(), step)).as(step.title()).isEqualTo(Outcome.done());
        yield false;
      }
      case Plan.Wait<ContainerStep> _ -> false;
      case Plan.Settled<ContainerStep> _, Plan.Blocked<ContainerStep> _ -> true;
    };
  }

  void settle(ContainerSpec spec) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> pass(new Goal.Present<>(spec)));
  }

  void gone(ContainerSpec spec) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> pass(new Goal.Absent<>(spec)));
  }

  @Test
  @Tag("S12")
  void a_container_is_made_anew_under_its_name_and_goes_with_all_that_is_left() {
    var spec = sleeper("web1");
    settle(spec);
    var before = facts(spec);
    var other = ContainerSpecs.changed(spec, d -> d.env = Map.of("COLOR", "blue"));
    var anew = ContainerSpecs.edition(other, 1);
    settle(anew);
    var after = facts(anew);
    assertThat(names()).containsExactly("web1");
    assertThat(after.dockerId()).isNotEqualTo(before.dockerId());
    assertThat(after.docker()).isEqualTo(State.RUNNING);
    assertThat(after.parts()).isEmpty();
    var stopped = ContainerSpecs.edition(anew, 2).stopped();
    settle(stopped);
    assertThat(facts(stopped).docker()).isEqualTo(State.CREATED);
    gone(stopped);
    assertThat(names()).isEmpty();
  }

  @Test
  @Tag("S12")
  void a_new_one_that_does_not_come_up_makes_room_for_the_former() {
    var spec = ContainerSpecs.changed(sleeper("web1"), d -> d.restartPolicy = RestartPolicy.ALWAYS);
    settle(spec);
    var before = facts(spec).dockerId();
    int edition = 0;
    for (var bad : List.of(List.of("/nowhere/at/all"), List.of("sh", "-c", "exit 3"))) {
      var anew =
          ContainerSpecs.edition(ContainerSpecs.changed(spec, d -> d.command = bad), ++edition);
      settle(anew);
      var back = facts(anew);
      assertThat(back.dockerId()).isEqualTo(before);
      assertThat(back.docker()).isEqualTo(State.RUNNING);
      assertThat(back.policy()).isEqualTo(RestartPolicy.ALWAYS);
      assertThat(names()).containsExactlyInAnyOrder("web1", "web1.failed");
    }
    var good = ContainerSpecs.edition(spec, ++edition);
    settle(good);
    assertThat(names()).containsExactly("web1");
    assertThat(facts(good).dockerId()).isNotEqualTo(before);
    gone(good);
    assertThat(names()).isEmpty();
  }

  @Test
  void it_is_paused_and_goes_on_and_gets_another_name_in_the_same_run() {
    var spec = sleeper("web1");
    take(new ContainerStep.Create(spec), start());
    var run = facts(spec).startedAt();
    take(new ContainerStep.Pause(WEB));
    assertThat(facts(spec).docker()).isEqualTo(State.PAUSED);
    take(new ContainerStep.Resume(WEB));
    assertThat(facts(spec).docker()).isEqualTo(State.RUNNING);
    var id = facts(spec).dockerId().orElseThrow();
    take(new RemakeStep.Rename(WEB, id, "web1", "web2"));
    assertThat(names()).containsExactly("web2");
    assertThat(facts(spec).startedAt()).isEqualTo(run);
    assertThat(facts(spec).dockerName()).contains("web2");
  }

  @Test
  void what_is_not_ours_is_neither_moved_nor_removed_by_its_id() {
    foreign("other");
    var id = host().all().orElseThrow().getFirst().nativeId();
    take(
        new RemakeStep.Rename(WEB, id, "other", "web1"),
        new RemakeStep.Rest(WEB, id, "other", true),
        new RemakeStep.Drop(WEB, id, "other"));
    assertThat(names()).containsExactly("other");
  }

  @Test
  void an_image_that_is_nowhere_is_said_to_be_missing_and_nothing_is_made() {
    var image = new ImageRef("localhost:1/no/such:1");
    var outcome = apply(new ContainerStep.PullImage(image));
    assertThat(outcome).isInstanceOf(Outcome.Stuck.class);
    var problem = ((Outcome.Stuck) outcome).problem();
    assertThat(problem.code()).isEqualTo("no-such-image");
    assertThat(problem.message()).contains(image.value());
    assertThat(problem.fix()).isNotEmpty();
    assertThat(apply(new ContainerStep.Create(spec("web1", image))))
        .isInstanceOf(Outcome.Again.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void what_is_gone_is_stopped_and_removed_already() {
    take(stop(), new ContainerStep.Kill(WEB), new ContainerStep.Remove(WEB));
    assertThat(apply(start())).isInstanceOf(Outcome.Again.class);
  }

  @Test
  void its_log_is_read_from_its_last_lines() throws IOException {
    var spec = spec("web1", BUSYBOX, "sh", "-c", "echo one; echo two; echo three; exit 0");
    take(new ContainerStep.Create(spec));
    assertThat(apply(start())).isEqualTo(Outcome.done());
    await().until(() -> facts(spec).docker() == State.EXITED);
    try (var log = host().logs(ID, spec, 2, false)) {
      assertThat(new String(log.readAllBytes(), UTF_8)).isEqualTo("two\nthree\n");
    }
    try (var log = host().logs(ID, spec, 100, true)) {
      assertThat(new String(log.readAllBytes(), UTF_8)).isEqualTo("one\ntwo\nthree\n");
    }
  }

  @Test
  void a_log_that_is_followed_ends_when_its_reader_closes_it() throws Exception {
    var spec = sleeper("web1");
    take(new ContainerStep.Create(spec), start());
    var log = host().logs(ID, spec, 10, true);
    assertThat(new String(log.readNBytes(8), UTF_8)).isEqualTo("started\n");
    var rest = new java.util.concurrent.CompletableFuture<Integer>();
    var reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                rest.complete(log.read());
              } catch (IOException e) {
                rest.completeExceptionally(e);
              }
            });
    await().until(() -> reader.getState() == Thread.State.WAITING);
    log.close();
    assertThat(rest.get(5, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(-1);
  }

  @Test
  void without_a_container_there_is_no_log() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> host().logs(ID, sleeper("web1"), 10, false))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo("no-container"));
  }
}
