package io.stampede.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.Stampede;
import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Adding hosts through the whole backend, on emulated machines, with each step done twice.
@Tag("C5")
@Tag("S1")
class CandidatesTest {
  private static final String ADDRESS = "192.0.2.11";

  @TempDir private Path folder;
  private Stampede stampede;
  private StampedeClient client;

  @BeforeEach
  void open() throws Exception {
    stampede = Stampede.open(Stampede.Settings.in(folder.resolve("data")).asDemo());
    client = stampede.client();
  }

  @AfterEach
  void close() throws Exception {
    stampede.close();
  }

  private Resource create(String address, Object... more) {
    var fields = new HashMap<String, Object>(Map.of("address", address, "privateKey", "key"));
    for (int i = 0; i < more.length; i += 2) fields.put(more[i].toString(), more[i + 1]);
    return client.create("candidate", fields);
  }

  private Resource get(String id) {
    return client.get("candidate", id);
  }

  private Resource in(String id, Phase phase) {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> get(id).status().phase() == phase && number(id, "open") == 0);
    return get(id);
  }

  private long number(String id, String field) {
    return get(id).number(field).orElse(0L);
  }

  private String presented(String id) {
    await().until(() -> !get(id).text("presentedKey").isEmpty());
    return get(id).text("presentedKey");
  }

  private Resource trusted(String id, Phase phase) {
    client.act("candidate", id, "trust", Map.of("fingerprint", presented(id)));
    await().until(() -> get(id).text("trust").equals("trusted"));
    return in(id, phase);
  }

  /// One line of its table, every value as text.
  private Map<String, String> row(String id, String check) {
    var rows = get(id).fields().getOrDefault("checks", List.of());
    for (var row : (List<?>) rows) {
      var texts = new HashMap<String, String>();
      ((Map<?, ?>) row).forEach((k, v) -> texts.put(String.valueOf(k), String.valueOf(v)));
      if (check.equals(texts.get("check"))) return texts;
    }
    throw new AssertionError("no check " + check);
  }

  private String state(String id, String check) {
    return row(id, check).getOrDefault("state", "");
  }

  private String keyOf(String address) {
    return String.valueOf(
        client.ask("host", "hostKey", Map.of("address", address)).get("fingerprint"));
  }

  @Test
  void a_candidate_shows_its_key_is_checked_and_becomes_a_host_of_its_letters() {
    var id = create(ADDRESS).id();
    await().until(() -> get(id).status().phase() == Phase.WAITING);
    assertThat(get(id).text("trust")).isEqualTo("unknown");
    assertThat(get(id).text("next")).contains("host key");
    assertThat(get(id).name()).isEqualTo("host-192-0-2-11");
    var ready = trusted(id, Phase.READY);
    assertThat(ready.number("failing")).contains(0L);
    assertThat(ready.text("changes")).contains("/var/lib/stampede");
    assertThat(client.list("host", Query.ALL).items()).isEmpty();
    var plan = client.plan("candidate", id, "add", Map.of());
    assertThat(plan.steps())
        .extracting(s -> s.title())
        .containsExactly("add host-192-0-2-11 to the hosts");
    client.act("candidate", id, "add", Map.of());
    var added = in(id, Phase.ADDED);
    var host = client.get("host", added.text("host"));
    assertThat(host.id()).isEqualTo("ho-" + id.substring(3));
    assertThat(host.status().phase()).isEqualTo(Phase.CONNECTED);
    client.remove("candidate", id);
    await().until(() -> client.list("candidate", Query.ALL).items().isEmpty());
    assertThat(client.get("host", host.id()).status().phase()).isEqualTo(Phase.CONNECTED);
  }

  @Test
  void with_everything_given_one_call_is_enough() {
    var known = keyOf(ADDRESS);
    var id = create(ADDRESS, "name", "h1", "hostKey", known, "go", true).id();
    assertThat(client.get("host", in(id, Phase.ADDED).text("host")).name()).isEqualTo("h1");
  }

  @ParameterizedTest
  @CsvSource({
    "61,docker-reachable",
    "62,docker-reachable",
    "63,root",
    "64,owner",
    "65,disk-space",
    "69,disk-writable"
  })
  void what_must_be_right_keeps_it_from_being_added_and_is_named(String last, String check) {
    var id = create("192.0.2." + last).id();
    var waiting = trusted(id, Phase.WAITING);
    assertThat(waiting.number("barring").orElse(0L)).isPositive();
    assertThat(row(id, check)).containsEntry("state", "failed").containsEntry("severity", "must");
    assertThat(row(id, check).get("found")).isNotEmpty();
    assertThat(row(id, check).get("fix")).isNotEmpty();
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> client.act("candidate", id, "add", Map.of()))
        .withMessageContaining(check);
    client.update("candidate", id, Map.of("go", true));
    var blocked = in(id, Phase.ERROR);
    assertThat(blocked.status().problem().map(Problem::code)).contains("check-failed");
    assertThat(client.list("host", Query.ALL).items()).isEmpty();
  }

  @Test
  void what_can_be_fixed_is_fixed_on_demand_and_then_it_goes_on() {
    var id = create("192.0.2.62").id();
    trusted(id, Phase.WAITING);
    var plan = client.plan("candidate", id, "fix", Map.of("check", "docker-reachable"));
    assertThat(plan.steps().getFirst().calls())
        .containsExactly("systemctl enable --now docker.service");
    assertThat(state(id, "docker-reachable")).isEqualTo("failed");
    client.act("candidate", id, "fix", Map.of("check", "docker-reachable"));
    await().until(() -> state(id, "docker-reachable").equals("ok"));
    client.act("candidate", id, "add", Map.of());
    in(id, Phase.ADDED);
  }

  @Test
  void what_cannot_be_fixed_is_refused_with_what_to_do() {
    var id = create("192.0.2.61").id();
    trusted(id, Phase.WAITING);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> client.act("candidate", id, "fix", Map.of("check", "docker-reachable")))
        .satisfies(e -> assertThat(e.problem().fix()).contains("apt-get install"));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> client.act("candidate", id, "fix", Map.of("check", "nonsense")))
        .satisfies(e -> assertThat(e.errors().getFirst().field()).isEqualTo("check"));
  }

  @Test
  void a_changed_key_blocks_before_a_credential_is_sent() {
    var id = create(ADDRESS, "hostKey", "SHA256:" + "A".repeat(43)).id();
    var blocked = in(id, Phase.ERROR);
    assertThat(blocked.text("trust")).isEqualTo("changed");
    assertThat(blocked.status().problem().map(Problem::code)).contains("host-key-changed");
    assertThat(blocked.text("presentedKey"))
        .startsWith("SHA256:")
        .isNotEqualTo("SHA256:" + "A".repeat(43));
    trusted(id, Phase.READY);
  }

  @Test
  void a_refused_login_says_so_and_a_better_key_goes_on() {
    var id = create(ADDRESS, "privateKey", "wrong").id();
    client.act("candidate", id, "trust", Map.of("fingerprint", presented(id)));
    var blocked = in(id, Phase.ERROR);
    assertThat(blocked.status().problem().map(Problem::code)).contains("auth-refused");
    assertThat(state(id, "ssh-login")).isEqualTo("failed");
    client.update("candidate", id, Map.of("privateKey", "right"));
    in(id, Phase.READY);
  }

  @Test
  void a_password_is_used_once_and_dropped() {
    var fields = Map.of("address", ADDRESS, "password", "secret", "go", true);
    var id = client.create("candidate", fields).id();
    client.act("candidate", id, "trust", Map.of("fingerprint", presented(id)));
    var added = in(id, Phase.ADDED);
    assertThat(client.tasks("candidate", id, 10))
        .extracting(t -> t.title())
        .contains("let root log in on host-192-0-2-11 with a key of its own");
    assertThat(added.fields()).doesNotContainKeys("password", "privateKey");
  }

  @Test
  void a_name_that_is_taken_is_said_before_it_is_added() {
    var known = keyOf("192.0.2.12");
    in(create("192.0.2.12", "name", "h1", "hostKey", known, "go", true).id(), Phase.ADDED);
    var id = create("192.0.2.13", "name", "H9").id();
    trusted(id, Phase.READY);
    client.update("candidate", id, Map.of("name", "h1-b"));
    in(id, Phase.READY);
    var twice = create("192.0.2.12", "name", "again", "hostKey", known).id();
    var waiting = in(twice, Phase.WAITING);
    assertThat(row(twice, "already-added").get("found")).contains("host h1");
    assertThat(waiting.text("pinnedBy")).contains("host h1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-oProxyCommand=x", "a b", "h\nh", "%h", "root@h", "höst", "$(x)", ""})
  void hostile_addresses_are_refused_at_the_field(String hostile) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> create(hostile))
        .satisfies(
            e -> assertThat(e.errors()).extracting(f -> f.field()).containsExactly("address"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-l", "a b", "r\nx", "%u", "ro@ot", "röt", "$(x)"})
  void hostile_users_and_names_are_refused_at_the_field(String hostile) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> create(ADDRESS, "user", hostile, "name", hostile))
        .satisfies(e ->
            assertThat(e.errors())
                .extracting(f -> f.field())
                .containsExactlyInAnyOrder("name", "user"));
  }

  @Test
  void pasted_lists_become_targets_with_errors_by_line() {
    var answer =
        client.ask("candidate", "targets", Map.of("text", "10.0.0.1-3\ncore@h9:2222 # mine\n-x"));
    assertThat(answer.get("targets")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(4);
    assertThat(String.valueOf(answer.get("errors"))).contains("line=3");
  }

  @Test
  void of_twenty_the_three_that_hang_delay_nobody() {
    var hanging =
        Stream.of("198.51.100.70", "203.0.113.70", "233.252.0.70")
            .map(address -> create(address, "go", true).id())
            .toList();
    var others =
        IntStream.rangeClosed(121, 137)
            .mapToObj(i -> "192.0.2." + i)
            .map(a -> create(a, "hostKey", keyOf(a), "go", true).id())
            .toList();
    others.forEach(id -> in(id, Phase.ADDED));
    // Nobody has given up even the first of them.
    assertThat(hanging).allMatch(id -> get(id).status().transition() == Status.Transition.YES);
    assertThat(client.list("host", Query.ALL).items()).hasSize(17);
  }

  @Test
  void a_console_that_was_killed_goes_on_where_it_was() throws Exception {
    var id = create(ADDRESS, "go", true).id();
    var key = presented(id);
    stampede.close();
    stampede = Stampede.open(Stampede.Settings.in(folder.resolve("data")).asDemo());
    client = stampede.client();
    client.act("candidate", id, "trust", Map.of("fingerprint", key));
    in(id, Phase.ADDED);
    assertThat(client.list("host", Query.ALL).items()).hasSize(1);
    assertThat(Optional.of(get(id).text("host"))).contains("ho-" + id.substring(3));
  }
}
