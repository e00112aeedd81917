package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Security groups through the whole backend on an emulated host, every step done twice.
@Tag("S9")
@Tag("S24")
class SecurityGroupsTest extends OnEmulatedHosts {
  private static final String KIND = "securityGroup";

  private static Map<String, Object> container(String name, String network, String... groups) {
    var fields = new HashMap<String, Object>();
    fields.put("name", name);
    fields.put("host", "h1");
    fields.put("image", "lab/busybox:1");
    fields.put("networks", List.of(network));
    if (groups.length > 0) fields.put("securityGroups", List.of(groups));
    return fields;
  }

  private Resource group(String name, String... rules) {
    return client.create(KIND, Map.of("name", name, "rules", List.of(rules)));
  }

  private static Refused refused(ThrowingCallable request) {
    var refused = catchThrowableOfType(Refused.class, request);
    assertThat(refused).as("it is refused").isNotNull();
    return refused;
  }

  private static void refusedAt(String field, ThrowingCallable request) {
    assertThat(refused(request).errors()).extracting(error -> error.field()).containsExactly(field);
  }

  @Test
  void the_usual_group_is_there_from_the_start_and_stays() throws Exception {
    var usual = awaitPhase(KIND, "default", Phase.READY);
    assertThat(usual.fields().get("rules")).isEqualTo(List.of("all from network"));
    assertThat(refused(() -> client.remove(KIND, "default")).problem().code())
        .isEqualTo("usual-group");
    client.update(KIND, "default", Map.of("rules", List.of("icmp from network")));
    close();
    open();
    assertThat(client.list(KIND, Query.ALL).total()).isEqualTo(1);
    assertThat(client.get(KIND, "default").fields().get("rules"))
        .isEqualTo(List.of("icmp from network"));
  }

  @Test
  void bad_rules_and_groups_that_are_not_there_are_refused_at_their_field() {
    refusedAt("rules", () -> group("web", "tcp 80-70 from any"));
    refusedAt("rules", () -> group("web", "tcp 80 from nowhere"));
    refusedAt("name", () -> group("any"));
    group("self", "all from self");
    addHost(1);
    refusedAt("securityGroups", () -> client.create("container", container("a1", "managed", "no")));
    refusedAt(
        "securityGroups",
        () -> client.create("container", container("a1", "docker:bridge", "self")));
    refusedAt(
        "securityGroups",
        () -> client.create("container", container("a1", "managed", "self", "self")));
  }

  @Test
  void a_workload_joins_and_leaves_while_it_runs_and_a_group_in_use_stays() {
    addHost(1);
    group("web", "tcp 80 from any");
    group("other", "tcp 80 from web");
    client.create("container", container("a1", "managed"));
    var running = awaitPhase("container", "a1", Phase.RUNNING);
    assertThat(awaitPhase(KIND, "default", Phase.READY).text("members")).contains("10.42.0.2");
    client.update("container", "a1", Map.of("securityGroups", List.of("web")));
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(KIND, "web").number("workloads").orElse(0L) == 1);
    awaitPhase(KIND, "web", Phase.READY);
    assertThat(awaitPhase("container", "a1", Phase.RUNNING).text("dockerId"))
        .isEqualTo(running.text("dockerId"));
    assertThat(client.get(KIND, "default").number("workloads")).contains(0L);
    assertThat(refused(() -> client.remove(KIND, "web")).problem().message()).contains("by a1");
    client.update("container", "a1", Map.of("securityGroups", List.of()));
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(KIND, "web").number("workloads").orElse(1L) == 0);
    assertThat(refused(() -> client.remove(KIND, "web")).problem().message()).contains("by other");
    client.remove(KIND, "other");
    await().atMost(PATIENCE).until(() -> client.list(KIND, Query.ALL).total() == 2);
    client.remove(KIND, "web");
    await().atMost(PATIENCE).until(() -> client.list(KIND, Query.ALL).total() == 1);
  }

  @Test
  void changed_rules_are_brought_to_the_hosts_of_the_members() {
    addHost(1);
    group("web", "tcp 80 from any");
    client.create("container", container("a1", "managed", "web"));
    awaitPhase("container", "a1", Phase.RUNNING);
    awaitPhase(KIND, "web", Phase.READY);
    var brought = brought();
    client.update(KIND, "web", Map.of("rules", List.of("tcp 81 from any")));
    await().atMost(PATIENCE).until(() -> brought() > brought);
    awaitPhase(KIND, "web", Phase.READY);
  }

  private long brought() {
    return client.tasks("", "", 200).stream()
        .filter(task -> task.title().equals("bring the networks to the host"))
        .count();
  }

  @Test
  void of_two_people_who_change_one_group_at_once_one_is_told_and_nothing_is_lost()
      throws Exception {
    group("web", "tcp 80 from any");
    var seen = client.get(KIND, "web");
    var wishes = List.of("tcp 81 from any", "tcp 82 from any");
    List<Callable<String>> people =
        wishes.stream().<Callable<String>>map(rule -> () -> saved(seen, rule)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ends = new ArrayList<String>();
      for (var end : threads.invokeAll(people)) ends.add(end.get());
      assertThat(ends)
          .containsExactlyInAnyOrder(
              "saved", "changed-meanwhile: somebody else has changed rules of web meanwhile");
      var winner = wishes.get(ends.indexOf("saved"));
      assertThat(client.get(KIND, "web").text("rules")).isEqualTo("[" + winner + "]");
    }
    var again = client.get(KIND, "web");
    assertThat(saved(again, "tcp 83 from any")).isEqualTo("saved");
    client.update(KIND, "web", Map.of("connections", "cut"), again);
    assertThat(client.get(KIND, "web").text("rules")).isEqualTo("[tcp 83 from any]");
  }

  /// As somebody does who has looked at it.
  private String saved(Resource seen, String rule) {
    try {
      client.update(KIND, "web", Map.of("rules", List.of(rule)), seen);
      return "saved";
    } catch (Refused e) {
      assertThat(e.reason()).isEqualTo(Refused.Reason.CONFLICT);
      return e.problem().code() + ": " + e.getMessage();
    }
  }
}
