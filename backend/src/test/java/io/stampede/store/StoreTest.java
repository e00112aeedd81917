package io.stampede.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import io.stampede.engine.Step;
import io.stampede.schema.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  record Spec(
      @Field(label = "Name") String name,
      @Field(label = "Key", secret = true) Optional<String> key) {}

  record Facts(@Field(label = "Size") int size) {}

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final StoredKind THING =
      new StoredKind("thing", Spec.class, Facts.class, Set.of("key"));

  @TempDir private Path folder;
  private Store store;
  private final List<String> changes = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    store =
        Store.open(
            folder, () -> NOON, List.of(THING), (id, what) -> changes.add(what + " " + id.value()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static ResourceId id(String value) {
    return new ResourceId("thing", value);
  }

  private static Spec spec(String name) {
    return new Spec(name, Optional.of("top secret"));
  }

  @Test
  void an_intent_outlives_the_process() throws Exception {
    store.insert(id("a"), "web", spec("web"), "");
    store.replace(id("a"), 1, false, "web", spec("web"));
    var before = store.row(id("a"));
    store.close();
    open();
    assertThat(store.row(id("a"))).isEqualTo(before);
    assertThat(before.orElseThrow().generation()).isEqualTo(2);
    assertThat(before.orElseThrow().wanted()).isFalse();
  }

  @Test
  void secrets_are_not_in_the_files() throws Exception {
    store.insert(id("a"), "web", spec("web"), "");
    store.close();
    for (var file : List.of("stampede.db", "stampede.db-wal")) {
      var path = folder.resolve(file);
      if (!Files.exists(path)) continue;
      assertThat(Files.readString(path, StandardCharsets.ISO_8859_1)).doesNotContain("top secret");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("secret.key"))))
        .isEqualTo("rw-------");
    open();
    assertThat(store.row(id("a")).orElseThrow().spec()).isEqualTo(spec("web"));
  }

  @Test
  void a_name_is_held_by_one_even_while_it_is_removed() {
    store.insert(id("a"), "web", spec("web"), "");
    store.replace(id("a"), 1, false, "web", spec("web"));
    assertThatThrownBy(() -> store.insert(id("b"), "web", spec("web"), ""))
        .isInstanceOf(NameTaken.class)
        .hasMessage("there is already a thing called web");
    store.gone(id("a"), 2);
    store.insert(id("b"), "web", spec("web"), "");
    assertThat(changes).containsExactly("CREATED a", "CHANGED a", "REMOVED a", "CREATED b");
  }

  @Test
  void the_same_request_makes_one() {
    var first = store.insert(id("a"), "web", spec("web"), "key-1");
    var second = store.insert(id("b"), "web", spec("web"), "key-1");
    assertThat(second).isEqualTo(first);
    assertThat(store.rows("thing")).hasSize(1);
  }

  @Test
  void a_change_of_an_old_generation_is_not_kept() {
    store.insert(id("a"), "web", spec("web"), "");
    assertThat(store.replace(id("a"), 1, true, "web2", spec("web2"))).isPresent();
    assertThat(store.replace(id("a"), 1, true, "web3", spec("web3"))).isEmpty();
    assertThat(store.row(id("a")).orElseThrow().name()).isEqualTo("web2");
  }

  /// While the writer is busy, changes wait and are then committed together.
  @Test
  void of_two_changes_that_are_committed_together_the_second_is_of_an_old_generation()
      throws Exception {
    store.insert(id("a"), "web", spec("web"), "");
    store.replace(id("a"), 1, false, "web", spec("web"));
    var busy = new CountDownLatch(1);
    var hold = new FutureTask<>(() -> store.insert(id("b"), "held", "", _ -> held(busy)));
    var change = new FutureTask<>(() -> store.replace(id("a"), 2, true, "web", spec("web")));
    var again = new FutureTask<>(() -> store.replace(id("a"), 2, true, "web", spec("other")));
    var gone = new FutureTask<Optional<Row>>(() -> store.gone(id("a"), 2), Optional.empty());
    for (var task : List.of(hold, change, again, gone)) {
      var thread = Thread.ofPlatform().daemon().start(task);
      Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
    }
    busy.countDown();
    assertThat(change.get()).isPresent();
    assertThat(again.get()).isEmpty();
    gone.get();
    hold.get();
    assertThat(store.row(id("a")).orElseThrow().spec()).isEqualTo(spec("web"));
    var kept = store.row(id("a"));
    close();
    open();
    assertThat(store.row(id("a")).map(Row::spec)).isEqualTo(kept.map(Row::spec));
  }

  private static Placing.Placed held(CountDownLatch busy) {
    try {
      busy.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new Placing.Placed(spec("held"), Optional.empty());
  }

  @Test
  void a_look_that_began_before_a_change_says_nothing_of_its_end() {
    store.insert(id("a"), "web", spec("web"), "");
    var old = new Intent<>(id("a"), 1, new Intent.Goal.Present<>(spec("web")));
    var running = Status.resting(Phase.RUNNING);
    store.saw(new Things(), old, new Sight.Found<>(new Facts(1), NOON), running);
    assertThat(store.row(id("a")).orElseThrow().status()).isEqualTo(running);
    store.replace(id("a"), 1, false, "web", spec("web"));
    var waiting = Status.moving(Phase.RUNNING, "waiting for its next look");
    assertThat(store.row(id("a")).orElseThrow().status()).isEqualTo(waiting);
    store.saw(new Things(), old, new Sight.Found<>(new Facts(2), NOON), running);
    var row = store.row(id("a")).orElseThrow();
    assertThat(row.status()).isEqualTo(waiting);
    assertThat(row.facts()).contains(new Facts(2));
    var now = new Intent<>(id("a"), 2, new Intent.Goal.Absent<>(spec("web")));
    var removing = Status.moving(Phase.REMOVING, "remove web");
    store.saw(new Things(), now, new Sight.Found<>(new Facts(2), NOON), removing);
    assertThat(store.row(id("a")).orElseThrow().status()).isEqualTo(removing);
  }

  /// A kind that is only looked at.
  private static final class Things implements Kind<Spec, Facts, Step> {
    @Override
    public String name() {
      return "thing";
    }

    @Override
    public String lane(Intent<Spec> intent) {
      return "";
    }

    @Override
    public Sight<Facts> look(Intent<Spec> intent) {
      return new Sight.Missing<>(NOON);
    }

    @Override
    public Plan<Step> plan(Intent<Spec> intent, Sight<Facts> sight, Instant now) {
      return new Plan.Settled<>();
    }

    @Override
    public Outcome apply(Intent<Spec> intent, Step step) {
      return new Outcome.Done();
    }

    @Override
    public Phase settled(Intent<Spec> intent, Sight<Facts> sight) {
      return Phase.READY;
    }
  }

  @Test
  void a_value_is_leased_to_one_whatever_the_haste() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries =
          IntStream.range(0, 50)
              .mapToObj(
                  i -> pool.submit(() -> store.lease("address/net", "10.42.0.2", id("t" + i))))
              .toList();
      int won = 0;
      for (Future<Boolean> t : tries) if (t.get()) won++;
      assertThat(won).isEqualTo(1);
    }
  }

  @Test
  void a_lease_is_taken_again_by_its_holder_and_given_back_with_it() {
    store.insert(id("a"), "web", spec("web"), "");
    assertThat(store.lease("port", "80", id("a"))).isTrue();
    assertThat(store.lease("port", "80", id("a"))).isTrue();
    assertThat(store.leases("port", id("a"))).containsExactly("80");
    store.replace(id("a"), 1, false, "web", spec("web"));
    store.gone(id("a"), 2);
    assertThat(store.lease("port", "80", id("b"))).isTrue();
  }

  @Test
  void the_journal_keeps_what_was_tried_and_says_what_was_interrupted() throws Exception {
    store.insert(id("a"), "web", spec("web"), "");
    var journal = store.journal();
    long first = journal.started(id("a"), 1, "create", NOON);
    var problem = Problem.host("no-space", "h1 is full", "free some");
    journal.ended(first, Outcome.stuck(problem), List.of("POST /x"), NOON.plusSeconds(1));
    journal.started(id("a"), 1, "start", NOON.plusSeconds(2));
    store.close();
    open();
    assertThat(store.setting("installation", () -> "one")).isEqualTo("one");
    var entries = store.journal().newest(id("a"), 10);
    assertThat(entries.stream().map(e -> e.title() + " " + e.outcome()))
        .containsExactly("start interrupted", "create stuck");
    assertThat(entries.getLast().problem()).contains(problem);
    assertThat(entries.getLast().transcript()).containsExactly("POST /x");
    assertThat(entries.getLast().name()).isEqualTo("web");
  }
}
