package io.stampede.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.store.Amount;
import io.stampede.store.Reservation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workloads without a host are placed. Emulated hosts have 8 CPUs and 16384 MiB each.
@Tag("N4")
class PlacementStoryTest {
  private static final int MEMORY = 16384;

  @TempDir private Path folder;
  private DemoBackend backend;

  @BeforeEach
  void open() throws Exception {
    backend = new DemoBackend(folder);
  }

  @AfterEach
  void close() throws Exception {
    backend.close();
  }

  private static Map<String, Object> fields(String name, Map<String, ?> more) {
    var fields = new HashMap<String, Object>(Map.of("name", name, "image", "lab/busybox:1"));
    fields.putAll(more);
    return fields;
  }

  private Resource create(String name, Map<String, ?> more) {
    return backend.client.create("container", fields(name, more));
  }

  private Problem refusal(String name, Map<String, ?> more) {
    var refused =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            Refused.class, () -> create(name, more));
    assertThat(refused).isNotNull();
    return refused.problem();
  }

  @Test
  void a_container_without_a_host_gets_one_and_says_why() {
    var h1 = backend.addHost(1);
    var h2 = backend.addHost(2);
    var first = create("web1", Map.of("memoryMib", 1024));
    var second = create("web2", Map.of("memoryMib", 1024));
    assertThat(List.of(first.text("host"), second.text("host")))
        .containsExactlyInAnyOrder(h1.id(), h2.id());
    assertThat(second.text("placed")).contains("is the emptiest of 2 hosts that fit");
    backend.settled("container", second.id(), Phase.RUNNING);
  }

  @Test
  void the_plan_says_where_and_why_and_keeps_nothing() {
    backend.addHost(1);
    var plan = backend.client.plan("container", "", "create", fields("web1", Map.of()));
    assertThat(plan.steps().getFirst().title()).contains("h1");
    assertThat(plan.steps().get(1).title()).isEqualTo("create web1");
    assertThat(backend.store.reservations()).isEmpty();
  }

  @Test
  void cordoned_and_unreachable_hosts_get_nothing_new() {
    var h1 = backend.addHost(1);
    backend.addHost(2);
    backend.cordon(h1, true);
    backend.machine(2).faults().unreachable(true);
    backend.client.act("host", "h2", "reconnect", Map.of());
    backend.settled("host", backend.client.get("host", "h2").id(), Phase.UNREACHABLE);
    var problem = refusal("web1", Map.of());
    assertThat(problem.code()).isEqualTo("no-host-fits");
    assertThat(problem.blame()).isEqualTo(Problem.Blame.CAPACITY);
    assertThat(problem.message()).contains("h1 is cordoned").contains("h2 is unreachable");
    assertThat(refusal("web1", Map.of("host", "h1")).message()).contains("h1 is cordoned");
    backend.cordon(h1, false);
    assertThat(create("web1", Map.of()).text("host")).isEqualTo(h1.id());
  }

  @Test
  void labels_are_asked_for() {
    backend.addHost(1);
    var h2 = backend.addHost(2, Map.of("disk", "ssd"));
    assertThat(create("db1", Map.of("require", List.of("disk=ssd"))).text("host"))
        .isEqualTo(h2.id());
    assertThat(refusal("db2", Map.of("require", List.of("gpu"))).message())
        .contains("h1 does not have the label gpu");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> create("db3", Map.of("require", List.of("a=b=c"))))
        .satisfies(e -> assertThat(e.errors().getFirst().field()).isEqualTo("require"));
  }

  @Test
  void what_is_reserved_is_given_back_when_it_is_gone() {
    backend.addHost(1);
    var big = create("big", Map.of("memoryMib", MEMORY));
    assertThat(refusal("more", Map.of("memoryMib", 64)).message())
        .contains("h1 has 0 MiB of memory free, 64 are asked for");
    backend.settled("container", big.id(), Phase.RUNNING);
    backend.client.remove("container", big.id());
    org.awaitility.Awaitility.await().until(() -> backend.store.reservations().isEmpty());
    create("more", Map.of("memoryMib", 64));
  }

  @Test
  void a_machine_only_grows_where_there_is_room() {
    backend.addHost(1);
    var fields = Map.of("name", "vm1", "image", "im-none", "memoryMib", 8192);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> backend.client.create("virtualMachine", fields));
  }

  @Test
  void a_hundred_at_once_never_take_more_than_there_is() throws Exception {
    for (int i = 1; i <= 3; i++) backend.addHost(i);
    int fit = 3 * (MEMORY / 1000);
    var outcomes = atOnce(100, i -> () -> create("c" + i, Map.of("memoryMib", 1000)).id());
    long made = outcomes.stream().filter(o -> o.startsWith("ct-")).count();
    assertThat(made).isEqualTo(fit);
    assertThat(outcomes.stream().filter(o -> o.equals("no-host-fits"))).hasSize(100 - fit);
    var memory =
        backend.store.reservations().stream()
            .collect(
                Collectors.groupingBy(
                    Reservation::host,
                    Collectors.reducing(Amount.NOTHING, Reservation::amount, Amount::plus)));
    assertThat(memory).hasSize(3);
    assertThat(memory.values()).allMatch(sum -> sum.memoryMib() <= MEMORY);
    assertThat(backend.client.list("container", Query.ALL).total()).isEqualTo(fit);
  }

  @Test
  void of_those_that_keep_away_from_each_other_each_gets_a_host_of_its_own() throws Exception {
    for (int i = 1; i <= 4; i++) backend.addHost(i);
    var outcomes = atOnce(20, i -> () -> create("w" + i, Map.of("away", List.of("w*"))).id());
    assertThat(outcomes.stream().filter(o -> o.startsWith("ct-"))).hasSize(4);
    assertThat(backend.store.reservations().stream().map(Reservation::host).distinct()).hasSize(4);
  }

  private interface Nth {
    Callable<String> call(int i);
  }

  /// What each made, or the code of its refusal.
  private static List<String> atOnce(int n, Nth nth) throws Exception {
    var go = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(n)) {
      var all =
          IntStream.range(0, n)
              .mapToObj(i ->
                  threads.submit(() -> {
                    go.await();
                    return nth.call(i).call();
                  }))
              .toList();
      go.countDown();
      return all.stream().map(PlacementStoryTest::outcome).toList();
    }
  }

  private static String outcome(Future<String> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refused refused) return refused.problem().code();
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
