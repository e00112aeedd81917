package io.stampede.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stampede.engine.Engine;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.figures.FigureHistory;
import io.stampede.schema.FieldError;
import io.stampede.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClientTest {
  @TempDir private Path folder;
  private final Lamps lamps = new Lamps();
  private Store store;
  private Engine engine;
  private StampedeClient client;

  @BeforeEach
  void open() throws Exception {
    var clock = InstantSource.system();
    var changes = new ChangeFeed();
    var faces = new Faces(List.of(lamps));
    store =
        Store.open(
            folder,
            clock,
            faces.stored(),
            (id, what) -> changes.publish(id, Change.What.valueOf(what.name())));
    engine = new Engine(clock, store, store.journal(), Engine.Settings.USUAL, faces.kinds());
    var figures = new FigureHistory(NoFigures.SOURCE, store.figures(), clock, _ -> {});
    client = new LocalClient(faces, store, engine, changes, figures, clock);
    engine.start();
  }

  @AfterEach
  void close() {
    engine.close();
    client.close();
    store.close();
  }

  private Resource settled(String id, Phase phase) {
    await().until(() -> client.get("lamp", id).status().phase() == phase);
    return client.get("lamp", id);
  }

  @Test
  void a_resource_is_made_found_by_name_and_shows_what_was_asked_and_what_is() {
    var made = client.create("lamp", Map.of("name", "desk", "key", "secret"));
    settled(made.id(), Phase.STOPPED);
    var lamp = client.get("lamp", "desk");
    assertThat(lamp.id()).matches("la-[a-z2-9]{10}").isEqualTo(made.id());
    assertThat(lamp.fields())
        .isEqualTo(Map.of("name", "desk", "watts", 40L, "glows", false, "seenWatts", 40L));
    assertThat(lamp.actions()).containsExactly("light");
  }

  @Test
  void actions_move_the_intent_and_are_guarded_by_the_phase() {
    var id = client.create("lamp", Map.of("name", "desk")).id();
    settled(id, Phase.STOPPED);
    client.act("lamp", id, "light", Map.of());
    assertThat(settled(id, Phase.RUNNING).fields()).containsEntry("glows", true);
    assertThatThrownBy(() -> client.act("lamp", id, "light", Map.of()))
        .isInstanceOfSatisfying(
            Refused.class,
            e ->
                assertThat(e.problem().message())
                    .isEqualTo("desk is running; “Light” needs it to be stopped"));
  }

  @Test
  void a_change_is_seen_under_way_at_once() {
    var id = client.create("lamp", Map.of("name", "desk")).id();
    settled(id, Phase.STOPPED);
    assertThat(client.act("lamp", id, "light", Map.of()).status().transition())
        .isEqualTo(Status.Transition.YES);
    settled(id, Phase.RUNNING);
    assertThat(client.remove("lamp", id).status().transition()).isEqualTo(Status.Transition.YES);
  }

  @Test
  void only_changeable_fields_change() {
    var id = client.create("lamp", Map.of("name", "desk")).id();
    settled(id, Phase.STOPPED);
    client.update("lamp", id, Map.of("watts", 60L));
    await().until(() -> client.get("lamp", id).number("seenWatts").equals(Optional.of(60L)));
    assertThatThrownBy(() -> client.update("lamp", id, Map.of("name", "bed", "colour", "red")))
        .isInstanceOfSatisfying(
            Refused.class,
            e ->
                assertThat(e.errors())
                    .containsExactlyInAnyOrder(
                        new FieldError("name", "read-only", "cannot be changed"),
                        new FieldError("colour", "unknown-field", "is not a field")));
  }

  @Test
  void bad_requests_name_the_field_and_keep_nothing() {
    client.create("lamp", Map.of("name", "desk"));
    refused(Map.of("name", "Desk!"), "name", "invalid");
    refused(Map.of(), "name", "missing");
    refused(Map.of("name", "bed", "at", "nowhere"), "at", "no-such-reference");
    refused(Map.of("name", "bed", "watts", 2000L), "watts", "too-bright");
    refused(Map.of("name", "desk"), "name", "not-unique");
    refused(Map.of("name", "bed", "lit", true), "lit", "unknown-field");
    assertThat(client.list("lamp", Query.ALL).total()).isEqualTo(1);
  }

  private void refused(Map<String, ?> fields, String field, String code) {
    assertThatThrownBy(() -> client.create("lamp", fields))
        .isInstanceOfSatisfying(
            Refused.class,
            e -> {
              assertThat(e.errors().getFirst().field()).isEqualTo(field);
              assertThat(e.errors().getFirst().code()).isEqualTo(code);
            });
  }

  @Test
  void references_are_given_by_name_and_kept_by_id() {
    var hook = client.create("lamp", Map.of("name", "hook"));
    var lamp = client.create("lamp", Map.of("name", "desk", "at", "hook"));
    assertThat(lamp.text("at")).isEqualTo(hook.id());
    assertThatThrownBy(() -> client.remove("lamp", "hook"))
        .isInstanceOf(Refused.class)
        .hasMessage("hook carries other lamps");
  }

  @Test
  void the_same_request_twice_makes_one() {
    var first = client.create("lamp", Map.of("name", "desk"), "k1");
    var second = client.create("lamp", Map.of("name", "desk"), "k1");
    assertThat(second.id()).isEqualTo(first.id());
  }

  @Test
  void a_removed_resource_goes_and_its_name_is_free_again() {
    var id = client.create("lamp", Map.of("name", "desk")).id();
    settled(id, Phase.STOPPED);
    client.remove("lamp", id);
    await().until(() -> client.list("lamp", Query.ALL).items().isEmpty());
    assertThat(lamps.world).isEmpty();
    assertThatThrownBy(() -> client.get("lamp", id)).isInstanceOf(Refused.class);
    client.create("lamp", Map.of("name", "desk"));
  }

  @Test
  void a_plan_says_what_would_be_done_and_does_nothing() {
    var plan = client.plan("lamp", "", "create", Map.of("name", "desk"));
    assertThat(plan.steps())
        .containsExactly(new PlanView.StepView("set desk", false, List.of("POST /lamps")));
    assertThat(client.list("lamp", Query.ALL).total()).isZero();
    assertThat(lamps.world).isEmpty();
    var id = client.create("lamp", Map.of("name", "desk")).id();
    settled(id, Phase.STOPPED);
    assertThat(client.plan("lamp", id, "remove", Map.of()).steps().getFirst().destroys()).isTrue();
    assertThat(client.get("lamp", id).status().phase()).isEqualTo(Phase.STOPPED);
  }

  @Test
  void watchers_hear_of_changes_and_tasks_tell_what_ran() throws Exception {
    var heard = new CopyOnWriteArrayList<Change.What>();
    try (var _ = client.watch(change -> heard.add(change.what()))) {
      var id = client.create("lamp", Map.of("name", "desk")).id();
      settled(id, Phase.STOPPED);
      client.remove("lamp", id);
      await().until(() -> heard.contains(Change.What.REMOVED));
      assertThat(heard.getFirst()).isEqualTo(Change.What.CREATED);
      await().until(() -> client.tasks("", "", 10).stream().noneMatch(t -> t.ended().isEmpty()));
      assertThat(client.tasks("", "", 10).stream().map(t -> t.title() + " " + t.outcome()))
          .containsExactly("remove desk DONE", "set desk DONE");
    }
  }

  @Test
  void a_step_that_speaks_of_an_id_is_told_with_the_name() {
    var id = client.create("lamp", Map.of("name", "desk")).id();
    var other = client.create("lamp", Map.of("name", id)).id();
    settled(other, Phase.STOPPED);
    assertThat(client.tasks("lamp", other, 1).getFirst().title()).isEqualTo("set desk");
    client.remove("lamp", id);
    await().until(() -> client.list("lamp", Query.ALL).total() == 1);
    assertThat(client.tasks("lamp", other, 1).getFirst().title()).isEqualTo("set " + id);
  }

  @Test
  void a_ticket_opens_once() {
    var id = client.create("lamp", Map.of("name", "desk")).id();
    var ticket = client.ticket("lamp", id);
    assertThatThrownBy(() -> client.openTicket(ticket)).hasMessage("a Lamp has no screen");
    assertThatThrownBy(() -> client.openTicket(ticket)).hasMessageContaining("used");
  }

  @Test
  void questions_to_a_kind_are_answered() {
    assertThat(client.ask("lamp", "count", Map.of())).isEqualTo(Map.of("count", 0L));
    assertThatThrownBy(() -> client.ask("lamp", "dance", Map.of())).isInstanceOf(Refused.class);
  }
}
