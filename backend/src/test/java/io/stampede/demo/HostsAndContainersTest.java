package io.stampede.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Change;
import io.stampede.client.ChangeFeed;
import io.stampede.client.Faces;
import io.stampede.client.LocalClient;
import io.stampede.client.PlanView;
import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.client.TaskEntry;
import io.stampede.component.Components;
import io.stampede.container.ContainerFace;
import io.stampede.container.ContainerKind;
import io.stampede.engine.Engine;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.figures.FigureHistory;
import io.stampede.host.HostFace;
import io.stampede.host.HostFacts.Mark;
import io.stampede.host.HostKind;
import io.stampede.network.Readiness;
import io.stampede.schema.FieldError;
import io.stampede.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hosts and containers through the whole backend, on emulated hosts, with each step done twice.
@Tag("S22")
@Tag("S23")
@Tag("S26")
class HostsAndContainersTest {
  private static final Engine.Settings TWICE =
      new Engine.Settings(true, 4, 4, Duration.ofMillis(10));
  private static final String ADDRESS = "192.0.2.1";

  @TempDir private Path folder;
  private final DemoHosts hosts = new DemoHosts(InstantSource.system());
  private Store store;
  private Engine engine;
  private StampedeClient client;

  @BeforeEach
  void open() throws Exception {
    var clock = InstantSource.system();
    var changes = new ChangeFeed();
    var faces =
        new Faces(
            List.of(
                new HostFace(
                    new HostKind(hosts, Components.none(), _ -> Optional.empty(), clock),
                    hosts,
                    clock),
                new ContainerFace(new ContainerKind(hosts, Readiness.ALWAYS, clock), hosts)));
    store =
        Store.open(
            folder,
            clock,
            faces.stored(),
            (id, what) -> changes.publish(id, Change.What.valueOf(what.name())));
    engine = new Engine(clock, store, store.journal(), TWICE, faces.kinds());
    var reach = DemoReach.to(hosts);
    var machines = new DemoVmHost(reach, new DemoImageHost(reach, clock), clock, _ -> {});
    var figures =
        new FigureHistory(new DemoFigureSource(hosts, machines), store.figures(), clock, _ -> {});
    client = new LocalClient(faces, store, engine, changes, figures, clock);
    engine.start();
  }

  @AfterEach
  void close() {
    engine.close();
    client.close();
    store.close();
  }

  private static Map<String, Object> hostFields() {
    return new HashMap<>(Map.of("name", "h1", "address", ADDRESS, "privateKey", "key"));
  }

  private Resource addHost() {
    var fields = hostFields();
    fields.put("hostKey", fingerprint());
    var id = client.create("host", fields).id();
    return settled("host", id, Phase.CONNECTED);
  }

  private String fingerprint() {
    var key = client.ask("host", "hostKey", Map.of("address", ADDRESS));
    return String.valueOf(key.get("fingerprint"));
  }

  private Resource settled(String kind, String id, Phase phase) {
    await()
        .until(
            () -> client.get(kind, id).status(), s -> s.phase() == phase && s.progress().isEmpty());
    return client.get(kind, id);
  }

  private Resource run(String name, String... command) {
    return client.create(
        "container",
        Map.of("name", name, "host", "h1", "image", "lab/busybox:1", "command", List.of(command)));
  }

  private DemoHosts.Machine machine() {
    return hosts.at(ADDRESS);
  }

  private static Problem refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
    var problem = new Problem[1];
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(request)
        .satisfies(e -> problem[0] = e.problem());
    return problem[0];
  }

  @Test
  void a_host_shows_its_key_and_is_kept_only_when_that_is_confirmed() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> client.create("host", hostFields()))
        .satisfies(e -> {
          assertThat(e.errors()).extracting(FieldError::field).containsExactly("hostKey");
          assertThat(e.problem().code()).isEqualTo("host-key-unknown");
          assertThat(e.problem().message()).contains("ssh-ed25519 " + fingerprint());
        });
    assertThat(client.list("host", Query.ALL).items()).isEmpty();
    var host = addHost();
    assertThat(host.text("dockerVersion")).isEqualTo("27.5.1");
    assertThat(host.fields()).doesNotContainKeys("privateKey", "passphrase", "forgotten");
    assertThat(machine().mark()).isEqualTo(Mark.OURS);
  }

  @Test
  void a_host_that_does_not_let_us_in_is_refused_with_the_field_at_fault() {
    var wrongKey = hostFields();
    wrongKey.put("hostKey", fingerprint());
    wrongKey.put("privateKey", "wrong");
    assertFault(wrongKey, "privateKey", "auth-refused");
    var otherHost = hostFields();
    otherHost.put("hostKey", "SHA256:" + "A".repeat(43));
    assertFault(otherHost, "hostKey", "host-key-changed");
    machine().faults().unreachable(true);
    assertFault(hostFields(), "address", "unreachable");
    assertThat(client.list("host", Query.ALL).items()).isEmpty();
  }

  private void assertFault(Map<String, Object> fields, String field, String code) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> client.create("host", fields))
        .satisfies(e ->
            assertThat(e.errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(org.assertj.core.api.Assertions.tuple(field, code)));
  }

  @Test
  void a_host_is_removed_without_a_trace_but_not_under_its_containers() {
    var host = addHost();
    var web = run("web1", "sleep", "1000");
    settled("container", web.id(), Phase.RUNNING);
    var inUse = refusal(() -> client.remove("host", host.id()));
    assertThat(inUse.code()).isEqualTo("host-in-use");
    assertThat(inUse.message()).contains("web1");
    client.remove("container", web.id());
    await().until(() -> client.list("container", Query.ALL).items().isEmpty());
    assertThat(machine().containers().names()).isEmpty();
    client.remove("host", host.id());
    await().until(() -> client.list("host", Query.ALL).items().isEmpty());
    assertThat(machine().mark()).isEqualTo(Mark.NONE);
    assertThat(hosts.machine(host.id())).isEmpty();
  }

  @Test
  void a_host_that_is_gone_for_good_is_forgotten_with_what_was_on_it() {
    var host = addHost();
    var web = run("web1", "sleep", "1000");
    settled("container", web.id(), Phase.RUNNING);
    machine().faults().unreachable(true);
    client.act("host", host.id(), "reconnect", Map.of());
    settled("host", host.id(), Phase.UNREACHABLE);
    client.act("container", web.id(), "stop", Map.of());
    settled("container", web.id(), Phase.UNREACHABLE);
    client.act("container", web.id(), "forget", Map.of());
    await().until(() -> client.list("container", Query.ALL).items().isEmpty());
    client.remove("host", host.id());
    var waiting = settled("host", host.id(), Phase.UNREACHABLE);
    assertThat(waiting.status().message()).contains("cannot be cleaned up");
    assertThat(waiting.actions()).contains("forget");
    client.act("host", host.id(), "forget", Map.of());
    await().until(() -> client.list("host", Query.ALL).items().isEmpty());
    assertThat(machine().containers().names()).containsExactly("web1");
  }

  @Test
  void a_container_is_started_stopped_restarted_and_killed() {
    addHost();
    var id = run("web1", "sleep", "1000").id();
    var first = settled("container", id, Phase.RUNNING);
    assertThat(first.text("ipAddress")).isNotEmpty();
    client.act("container", id, "restart", Map.of());
    await().until(() -> !client.get("container", id).text("startedAt").equals(startOf(first)));
    var second = settled("container", id, Phase.RUNNING);
    client.act("container", id, "stop", Map.of());
    var stopped = settled("container", id, Phase.STOPPED);
    assertThat(stopped.text("startedAt")).isEqualTo(startOf(second));
    assertThat(stopped.number("exitCode")).contains(137L);
    client.act("container", id, "start", Map.of());
    settled("container", id, Phase.RUNNING);
    client.act("container", id, "kill", Map.of());
    settled("container", id, Phase.STOPPED);
    assertThat(client.tasks("container", id, 20))
        .extracting(TaskEntry::title)
        .containsExactly(
            "kill web1",
            "start web1",
            "stop web1",
            "start web1",
            "stop web1",
            "start web1",
            "create web1");
  }

  private static String startOf(Resource container) {
    return container.text("startedAt");
  }

  @Test
  void a_program_that_ends_is_stopped_with_its_exit_code_until_it_is_started_again() {
    addHost();
    var id = run("job1", "sh", "-c", "exit 3").id();
    var ended = settled("container", id, Phase.STOPPED);
    assertThat(ended.number("exitCode")).contains(3L);
    client.act("container", id, "start", Map.of());
    await().until(() -> !client.get("container", id).text("startedAt").equals(startOf(ended)));
    settled("container", id, Phase.STOPPED);
    var starts =
        client.tasks("container", id, 20).stream()
            .filter(t -> t.title().equals("start job1"))
            .toList();
    assertThat(starts).hasSize(2);
  }

  @Test
  void an_image_that_is_nowhere_leaves_a_problem_and_nothing_on_the_host() {
    addHost();
    var id =
        client.create("container", Map.of("name", "web1", "host", "h1", "image", "no/such")).id();
    var stuck = settled("container", id, Phase.ERROR);
    assertThat(stuck.status().problem().map(Problem::code)).contains("no-such-image");
    assertThat(machine().containers().names()).isEmpty();
    client.remove("container", id);
    await().until(() -> client.list("container", Query.ALL).items().isEmpty());
  }

  @Test
  void a_name_that_is_taken_on_the_host_is_said_and_heals_when_it_is_free() {
    addHost();
    machine().containers().foreign(io.stampede.container.ContainerSpecs.sleeper("web1"));
    var id = run("web1", "sleep", "1000").id();
    var blocked = settled("container", id, Phase.ERROR);
    assertThat(blocked.status().problem().map(Problem::code)).contains("name-taken");
    assertThat(blocked.actions()).contains("retry");
    client.remove("container", id);
    await().until(() -> client.list("container", Query.ALL).items().isEmpty());
    assertThat(machine().containers().names()).containsExactly("web1");
  }

  @Test
  void lost_replies_and_failures_make_it_later_and_nothing_else() {
    addHost();
    var faults = machine().faults();
    faults.loseNextReply();
    faults.failNext(Problem.host("docker-error", "out of sorts", ""));
    faults.loseNextReply();
    var id = run("web1", "sleep", "1000").id();
    settled("container", id, Phase.RUNNING);
    assertThat(machine().containers().names()).containsExactly("web1");
    faults.loseNextReply();
    faults.loseNextReply();
    client.remove("container", id);
    await().until(() -> client.list("container", Query.ALL).items().isEmpty());
    assertThat(machine().containers().names()).isEmpty();
  }

  @Test
  void bad_fields_are_refused_each_by_name() {
    addHost();
    var fields =
        Map.of(
            "name", "-x",
            "host", "h1",
            "image", "NO",
            "volumes", List.of("nowhere"),
            "cpus", "none",
            "restartPolicy", "sometimes");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> client.create("container", fields))
        .satisfies(e ->
            assertThat(e.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("name", "image", "volumes", "cpus", "restartPolicy"));
    var reserved =
        Map.of(
            "name", "web1",
            "host", "h1",
            "image", "x",
            "labels", Map.of("stampede.id", "ct-other"));
    assertThat(refusal(() -> client.create("container", reserved)).code()).isEqualTo("reserved");
  }

  @Test
  void a_plan_says_the_steps_and_their_calls_and_does_nothing() {
    addHost();
    var plan =
        client.plan(
            "container",
            "",
            "create",
            Map.of("name", "web1", "host", "h1", "image", "nginx:1.27", "restartPolicy", "always"));
    assertThat(plan)
        .isEqualTo(
            new PlanView(
                List.of(
                    new PlanView.StepView(
                        "pull nginx:1.27",
                        false,
                        List.of("POST /images/create?fromImage=nginx:1.27")),
                    new PlanView.StepView(
                        "create web1",
                        false,
                        List.of(
                            "POST /containers/create?name=web1 {image: nginx:1.27, network: bridge,"
                                + " restart: always}")),
                    new PlanView.StepView(
                        "start web1", false, List.of("POST /containers/web1/start"))),
                "",
                Optional.empty()));
    assertThat(machine().containers().names()).isEmpty();
  }

  @Test
  void the_restart_policy_is_changed_in_place() {
    addHost();
    var id = run("web1", "sleep", "1000").id();
    var before = settled("container", id, Phase.RUNNING);
    client.update("container", id, Map.of("restartPolicy", "unless-stopped"));
    await()
        .until(
            () -> client.tasks("container", id, 1).getFirst().title().contains("unless-stopped"));
    var after = settled("container", id, Phase.RUNNING);
    assertThat(after.text("restartPolicy")).isEqualTo("unless-stopped");
    assertThat(after.text("dockerId")).isEqualTo(before.text("dockerId"));
  }
}
