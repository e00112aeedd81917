package io.stampede.wizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.Stampede;
import io.stampede.client.Query;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The wizard over the whole backend, on emulated hosts, with each step done twice.
@Tag("C5")
class WizardTest {
  /// At an address that ends so, Docker is there but does not run.
  private static final String DOCKER_DOWN = "192.0.2.62";

  private static final String REFUSES = "192.0.2.71";

  @TempDir private Path folder;
  private Stampede stampede;
  private StampedeClient client;
  private Wizard wizard;

  @BeforeEach
  void open() throws Exception {
    stampede = Stampede.open(Stampede.Settings.in(folder.resolve("data")).asDemo());
    client = stampede.client();
    wizard = new Wizard(client);
    await().until(() -> wizard.shown().loaded());
  }

  @AfterEach
  void close() throws Exception {
    wizard.close();
    stampede.close();
  }

  private void begin(String addresses) {
    wizard.type(Where.TEXT, addresses);
    wizard.goOn();
    assertThat(wizard.shown().step()).isEqualTo(Step.WHO);
    wizard.typeSecret(Who.PRIVATE_KEY, "a private key");
    wizard.goOn();
    assertThat(wizard.shown().step()).isEqualTo(Step.TRUST);
  }

  private void beginAndTrust(String addresses, int hosts) {
    begin(addresses);
    awaitStanding(Stand.ASKS_TRUST, hosts);
    wizard.trustAll(wizard.shown().hosts());
  }

  private void awaitStanding(Stand stand, int hosts) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() ->
            assertThat(wizard.shown().standing(stand))
                .as(() -> wizard.shown().hosts().toString())
                .hasSize(hosts));
  }

  private HostRow at(String address) {
    return wizard.shown().hosts().stream()
        .filter(h -> h.address().equals(address))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void one_host_is_added_from_its_address() {
    beginAndTrust("core@192.0.2.11:2222", 1);
    awaitStanding(Stand.MAY_BE_ADDED, 1);
    var host = wizard.shown().hosts().getFirst();
    assertThat(host.where()).isEqualTo("core@192.0.2.11:2222");
    assertThat(host.changes()).isNotEmpty();
    assertThat(client.list("host", Query.ALL).items()).isEmpty();
    wizard.turnTo(Step.PLAN);
    wizard.goOn();
    assertThat(wizard.shown().step()).isIn(Step.GO, Step.READY);
    awaitStanding(Stand.ADDED, 1);
    await().until(() -> wizard.shown().step() == Step.READY);
    wizard.goOn();
    await().until(() -> client.list(Wizard.KIND, Query.ALL).items().isEmpty());
    assertThat(client.list("host", Query.ALL).items()).hasSize(1);
    assertThat(wizard.shown().step()).isEqualTo(Step.WHERE);
    assertThat(wizard.shown().where()).isEqualTo(Where.EMPTY);
    assertThat(wizard.shown().who()).isEqualTo(Who.EMPTY);
  }

  @Test
  void hosts_that_are_there_at_once_are_shown_as_ready_without_being_asked_for() throws Exception {
    wizard.close();
    wizard = new Wizard(thatAddsBeforeItAnswers());
    await().until(() -> wizard.shown().loaded());
    beginAndTrust("192.0.2.[11-13] " + DOCKER_DOWN, 4);
    awaitStanding(Stand.MAY_BE_ADDED, 3);
    awaitStanding(Stand.BLOCKED, 1);
    wizard.turnTo(Step.PLAN);
    wizard.goOn();
    assertThat(wizard.shown().step()).isEqualTo(Step.READY);
    assertThat(wizard.shown().in(Step.READY)).hasSize(3);
    assertThat(wizard.shown().remainingText()).contains(at(DOCKER_DOWN).name());
    wizard.turnTo(Step.GO);
    assertThat(wizard.shown().step()).isEqualTo(Step.GO);
    var docker = at(DOCKER_DOWN);
    wizard.fix(docker.id(), docker.blocking().getFirst().name());
    awaitStanding(Stand.MAY_BE_ADDED, 1);
    wizard.add(docker.id());
    assertThat(wizard.shown().step()).isEqualTo(Step.READY);
    assertThat(wizard.shown().in(Step.READY)).hasSize(4);
    assertThat(wizard.shown().remainingText()).isEmpty();
  }

  /// A console so quick that a host is there before the answer to “add” has come.
  private StampedeClient thatAddsBeforeItAnswers() {
    return (StampedeClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {StampedeClient.class},
            (_, method, arguments) -> {
              try {
                var answer = method.invoke(client, arguments);
                if (method.getName().equals("act") && arguments[2].equals("add")) {
                  var id = (String) arguments[1];
                  await()
                      .atMost(Duration.ofSeconds(90))
                      .until(() -> client.get(Wizard.KIND, id).status().phase() == Phase.ADDED);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void of_many_the_one_that_fails_stops_nobody_and_is_added_later() {
    beginAndTrust("192.0.2.[11-13] " + DOCKER_DOWN, 4);
    awaitStanding(Stand.MAY_BE_ADDED, 3);
    awaitStanding(Stand.BLOCKED, 1);
    var shown = wizard.shown();
    assertThat(shown.hosts().getFirst().address()).isEqualTo(DOCKER_DOWN);
    assertThat(shown.matrix().columns().getFirst().worst().blocks()).isTrue();
    assertThat(shown.view(Step.CHECKS).state()).isEqualTo(Step.State.TROUBLED);
    wizard.turnTo(Step.PLAN);
    assertThat(wizard.shown().verb()).isEqualTo("Add 3 hosts");
    wizard.goOn();
    awaitStanding(Stand.ADDED, 3);
    wizard.add(at(DOCKER_DOWN).id());
    assertThat(at(DOCKER_DOWN).refusal()).isPresent();
    var docker = at(DOCKER_DOWN).blocking().getFirst();
    assertThat(docker.fixable()).isTrue();
    wizard.fix(at(DOCKER_DOWN).id(), docker.name());
    awaitStanding(Stand.MAY_BE_ADDED, 1);
    wizard.addAll();
    awaitStanding(Stand.ADDED, 4);
  }

  @Test
  void what_is_no_address_stands_beside_its_input() {
    wizard.type(Where.TEXT, "192.0.2.11\n-oProxyCommand=touch");
    wizard.goOn();
    assertThat(wizard.shown().step()).isEqualTo(Step.WHERE);
    assertThat(wizard.shown().errors().get(Where.TEXT)).startsWith("line 2:");
    wizard.type(Where.TEXT, "192.0.2.11");
    assertThat(wizard.shown().errors()).isEmpty();
    wizard.type(Where.PORT, "ssh");
    wizard.goOn();
    assertThat(wizard.shown().errors()).containsOnlyKeys(Where.PORT);
    wizard.type(Where.PORT, "2222");
    wizard.type(Where.JUMPS, "core@-bad");
    wizard.goOn();
    wizard.goOn();
    assertThat(wizard.shown().errors()).containsOnlyKeys(Who.PRIVATE_KEY);
    wizard.typeSecret(Who.PRIVATE_KEY, "a private key");
    wizard.goOn();
    assertThat(wizard.shown().errors()).containsOnlyKeys(Where.JUMPS);
    assertThat(wizard.shown().step()).isEqualTo(Step.WHERE);
    assertThat(client.list(Wizard.KIND, Query.ALL).items()).isEmpty();
    wizard.type(Where.JUMPS, "");
    wizard.goOn();
    wizard.goOn();
    assertThat(wizard.shown().step()).isEqualTo(Step.TRUST);
    assertThat(wizard.shown().hosts()).hasSize(1);
    assertThat(wizard.shown().hosts().getFirst().where()).endsWith(":2222");
  }

  @Test
  void another_key_than_the_compared_one_is_not_accepted() {
    begin("192.0.2.11");
    awaitStanding(Stand.ASKS_TRUST, 1);
    var host = wizard.shown().hosts().getFirst();
    wizard.trust(host.id(), "SHA256:" + "A".repeat(43));
    var after = wizard.shown().hosts().getFirst();
    assertThat(after.stand()).isEqualTo(Stand.ASKS_TRUST);
    assertThat(after.refusal()).isPresent();
    wizard.trust(host.id(), host.presentedKey());
    awaitStanding(Stand.MAY_BE_ADDED, 1);
    assertThat(wizard.shown().hosts().getFirst().refusal()).isEmpty();
  }

  @Test
  void a_changed_key_stops_it_before_anything_is_sent() {
    client.create(
        Wizard.KIND,
        Map.of(
            "address", "192.0.2.11",
            "privateKey", "a private key",
            "hostKey", "SHA256:" + "A".repeat(43)));
    awaitStanding(Stand.KEY_CHANGED, 1);
    var shown = wizard.shown();
    assertThat(shown.view(Step.TRUST).state()).isEqualTo(Step.State.TROUBLED);
    assertThat(shown.hosts().getFirst().problem()).isPresent();
  }

  @Test
  void opened_again_it_goes_on_where_it_was() {
    begin("192.0.2.11 192.0.2.12");
    awaitStanding(Stand.ASKS_TRUST, 2);
    wizard.close();
    wizard = new Wizard(client);
    await().until(() -> wizard.shown().loaded());
    assertThat(wizard.shown().step()).isEqualTo(Step.TRUST);
    assertThat(wizard.shown().hosts()).hasSize(2);
    wizard.trustAll(wizard.shown().hosts());
    awaitStanding(Stand.MAY_BE_ADDED, 2);
    wizard.addAll();
    awaitStanding(Stand.ADDED, 2);
    wizard.close();
    wizard = new Wizard(client);
    await().until(() -> wizard.shown().loaded());
    assertThat(wizard.shown().step()).isEqualTo(Step.WHERE);
    assertThat(wizard.shown().hosts()).isEmpty();
  }

  @Test
  void a_host_that_refuses_the_login_is_tried_with_another() {
    beginAndTrust(REFUSES, 1);
    awaitStanding(Stand.BLOCKED, 1);
    assertThat(wizard.shown().hosts().getFirst().problem()).isPresent();
    wizard.turnTo(Step.WHO);
    assertThat(wizard.shown().verb()).isEqualTo("Try again with this");
    wizard.choose(Who.Method.PASSWORD);
    wizard.goOn();
    assertThat(wizard.shown().errors()).containsOnlyKeys(Who.PASSWORD);
    wizard.typeSecret(Who.PASSWORD, "secret");
    wizard.goOn();
    assertThat(wizard.shown().step()).isIn(Step.TRUST, Step.CHECKS);
    assertThat(wizard.shown().hosts().getFirst().refusal()).isEmpty();
  }

  @Test
  void what_is_taken_back_is_gone() {
    beginAndTrust("192.0.2.11 192.0.2.12", 2);
    awaitStanding(Stand.MAY_BE_ADDED, 2);
    wizard.cancel(at("192.0.2.12").id());
    await().until(() -> wizard.shown().hosts().size() == 1);
    wizard.cancel(at("192.0.2.11").id());
    await().until(() -> wizard.shown().hosts().isEmpty());
    assertThat(wizard.shown().step()).isEqualTo(Step.WHERE);
    assertThat(client.list("host", Query.ALL).items()).isEmpty();
  }

  @Test
  void other_members_of_its_cluster_are_offered_and_added_alike() {
    beginAndTrust("192.0.2.11", 1);
    awaitStanding(Stand.MAY_BE_ADDED, 1);
    wizard.discover(wizard.shown().hosts().getFirst().id());
    var members = wizard.shown().members();
    assertThat(members).isNotEmpty().noneMatch(m -> m.address().equals("192.0.2.11"));
    wizard.take(members.subList(0, 2));
    awaitStanding(Stand.ASKS_TRUST, 2);
    assertThat(wizard.shown().step()).isEqualTo(Step.TRUST);
  }

  @Test
  void a_listener_hears_of_what_happens_by_itself() throws Exception {
    var heard = new CopyOnWriteArrayList<Shown>();
    try (var _ = wizard.listen(heard::add)) {
      client.create(Wizard.KIND, Map.of("address", "192.0.2.11", "privateKey", "a private key"));
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> heard.stream().anyMatch(s -> s.standing(Stand.ASKS_TRUST).size() == 1));
    }
  }

  @Test
  void secrets_are_in_no_picture_that_is_written_out() {
    wizard.type(Where.TEXT, "192.0.2.11");
    wizard.goOn();
    wizard.typeSecret(Who.PRIVATE_KEY, "very secret");
    assertThat(wizard.shown().toString()).doesNotContain("very secret");
  }

  @Test
  void each_step_can_be_asked_by_a_program_too() {
    wizard.type(Where.TEXT, "192.0.2.11");
    assertThat(wizard.requests())
        .isEqualTo(List.of(new Request.Ask("targets", Map.of("text", "192.0.2.11"))));
    wizard.goOn();
    assertThat(wizard.requests()).singleElement().isInstanceOf(Request.Create.class);
    wizard.typeSecret(Who.PRIVATE_KEY, "a private key");
    wizard.goOn();
    awaitStanding(Stand.ASKS_TRUST, 1);
    var host = wizard.shown().hosts().getFirst();
    assertThat(wizard.requests())
        .isEqualTo(
            List.of(
                new Request.Act(host.id(), "trust", Map.of("fingerprint", host.presentedKey()))));
  }
}
