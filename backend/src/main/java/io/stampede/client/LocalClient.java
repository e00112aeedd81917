package io.stampede.client;

import io.stampede.engine.Engine;
import io.stampede.engine.Intent;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Step;
import io.stampede.figures.FigureHistory;
import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.screen.Tickets;
import io.stampede.ssh.ByteStream;
import io.stampede.ssh.Terminal;
import io.stampede.store.JournalEntry;
import io.stampede.store.Row;
import io.stampede.store.Store;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The backend in this JVM.
public final class LocalClient implements StampedeClient {
  /// An intent is changed against its generation; when others keep being faster, we give up.
  private static final int TRIES = 5;

  private final Faces faces;
  private final Store store;
  private final Engine engine;
  private final ChangeFeed changes;
  private final FigureHistory figures;
  private final Requests requests;
  private final Names names;
  private final Tickets tickets;
  private final InstantSource clock;

  public LocalClient(
      Faces faces,
      Store store,
      Engine engine,
      ChangeFeed changes,
      FigureHistory figures,
      InstantSource clock) {
    this.faces = faces;
    this.figures = figures;
    this.store = store;
    this.engine = engine;
    this.changes = changes;
    this.clock = clock;
    this.requests = new Requests(faces, store, figures);
    this.names = new Names(faces, store);
    this.tickets = new Tickets(clock);
  }

  @Override
  public List<KindSchema> kinds() {
    return faces.schemas();
  }

  @Override
  public KindSchema kind(String name) {
    return faces.get(name).schema();
  }

  @Override
  public Page list(String kind, Query query) {
    var face = faces.get(kind);
    return Listing.page(face.schema(), store.rows(kind).map(row -> show(face, row)), query);
  }

  @Override
  public Resource get(String kind, String id) {
    return show(faces.get(kind), row(kind, id));
  }

  @Override
  public Resource create(String kind, Map<String, ?> fields) {
    return create(kind, fields, "");
  }

  @Override
  public Resource create(String kind, Map<String, ?> fields, String idempotencyKey) {
    return create(faces.get(kind), fields, idempotencyKey);
  }

  private <S extends Record> Resource create(
      KindFace<S, ?, ?> face, Map<String, ?> fields, String idempotencyKey) {
    var made =
        idempotencyKey.isEmpty()
            ? Optional.<Row>empty()
            : store.madeBy(idempotencyKey, face.schema().name());
    if (made.isPresent()) return show(face, made.get());
    var id = requests.newId(face);
    var spec = requests.admitNew(face, id, fields);
    var row = requests.insert(face, id, spec, idempotencyKey);
    engine.wake(row.id());
    return show(face, row);
  }

  @Override
  public Resource update(String kind, String id, Map<String, ?> fields) {
    return change(faces.get(kind), id, Requests.UPDATE, fields, _ -> {});
  }

  @Override
  public Resource update(String kind, String id, Map<String, ?> fields, Resource seen) {
    return change(
        faces.get(kind),
        id,
        Requests.UPDATE,
        fields,
        now -> Requests.demandAsSeen(seen, now, fields.keySet()));
  }

  @Override
  public Resource remove(String kind, String id) {
    var face = faces.get(kind);
    for (int i = 0; i < TRIES; i++) {
      var row = row(kind, id);
      if (!row.wanted()) return show(face, row);
      requests.checkRemoval(face, row);
      var next = store.replace(row.id(), row.generation(), false, row.name(), row.spec());
      if (next.isPresent()) {
        engine.wake(row.id());
        return show(face, next.get());
      }
    }
    throw busy(kind, id);
  }

  @Override
  public Resource act(String kind, String id, String action, Map<String, ?> input) {
    var face = faces.get(kind);
    if (action.equals(KindSchema.RETRY)) {
      return retry(face, row(kind, id));
    }
    var asked = requests.action(face, action);
    var given = requests.checkInput(asked, input);
    if (hasRun(face, asked, row(kind, id), given)) return show(face, row(kind, id));
    if (face.removes(requests.action(face, action))) return leave(face, id, action, input);
    var other = makeAnother(face, row(kind, id), asked, given);
    if (other.isPresent()) return other.get();
    return change(face, id, action, input, _ -> {});
  }

  private <S extends Record> Optional<Resource> makeAnother(
      KindFace<S, ?, ?> face, Row row, ActionSchema action, Map<String, ?> given) {
    var id = requests.newId(face);
    return requests
        .another(face, row, id, action, given)
        .map(spec -> {
          var made = requests.insert(face, id, spec, "");
          engine.wake(made.id());
          return show(face, made);
        });
  }

  /// What an errand is to change may be changed by another at the same time: then it is thought of
  /// anew.
  ///
  /// @return false when the action is none that is done by others
  private boolean hasRun(
      KindFace<?, ?, ?> face, ActionSchema action, Row row, Map<String, Object> input) {
    for (int i = 1; ; i++) {
      var errands = face.errands(action, row.id().value(), input, requests);
      if (errands.isEmpty()) return false;
      try {
        run(errands.get());
        return true;
      } catch (Refused e) {
        if (i == TRIES || !e.problem().code().equals(Requests.CHANGED)) throw e;
      }
    }
  }

  /// One that is refused does not keep the others from being done.
  private void run(List<KindFace.Errand> errands) {
    var refused = new ArrayList<Refused>();
    for (var errand : errands) {
      try {
        if (errand.action().isEmpty()) {
          update(errand.kind(), errand.id(), errand.fields(), errand.seen().orElseThrow());
        } else {
          act(errand.kind(), errand.id(), errand.action(), errand.fields());
        }
      } catch (Refused e) {
        refused.add(e);
      }
    }
    if (!refused.isEmpty()) throw refused.getFirst();
  }

  /// Until it was tried, it is no longer what it was when it got stuck.
  private Resource retry(KindFace<?, ?, ?> face, Row row) {
    store.status(row.id(), row.status().awaitingLook());
    engine.retry(row.id());
    return show(face, store.row(row.id()).orElse(row));
  }

  /// An action that ends in removal: also offered while a removal that cannot go on waits.
  private <S extends Record> Resource leave(
      KindFace<S, ?, ?> face, String id, String action, Map<String, ?> input) {
    for (int i = 0; i < TRIES; i++) {
      var row = row(face.schema().name(), id);
      var spec = requests.turned(face, row, action, input);
      requests.checkRemoval(face, row, spec);
      var next = store.replace(row.id(), row.generation(), false, row.name(), spec);
      if (next.isPresent()) {
        engine.wake(row.id());
        return show(face, next.get());
      }
    }
    throw busy(face.schema().name(), id);
  }

  /// Moves a resource's intent on by an update or an action.
  ///
  /// @param check refuses what is there now
  private <S extends Record> Resource change(
      KindFace<S, ?, ?> face,
      String id,
      String verb,
      Map<String, ?> input,
      Consumer<Resource> check) {
    for (int i = 0; i < TRIES; i++) {
      var row = row(face.schema().name(), id);
      if (!row.wanted()) {
        throw Refused.conflict("removing", row.name() + " is being removed", "");
      }
      check.accept(show(face, row));
      var spec = requests.turned(face, row, verb, input);
      if (spec.equals(row.spec())) return retry(face, row);
      var next = requests.replace(face, row, spec);
      if (next.isPresent()) {
        engine.wake(row.id());
        return show(face, next.get());
      }
    }
    throw busy(face.schema().name(), id);
  }

  @Override
  public Map<String, Object> ask(String kind, String action, Map<String, ?> input) {
    var face = faces.get(kind);
    var schema = requests.action(face, action);
    requests.checkInput(schema, input);
    return face.ask(schema, input);
  }

  @Override
  public PlanView plan(String kind, String id, String verb, Map<String, ?> input) {
    return errand(faces.get(kind), id, verb, input)
        .map(one ->
            plan(
                one.kind(),
                one.id(),
                one.action().isEmpty() ? Requests.UPDATE : one.action(),
                one.fields()))
        .orElseGet(() -> plan(faces.get(kind), id, verb, input));
  }

  /// An action that is another resource's work is planned there.
  private Optional<KindFace.Errand> errand(
      KindFace<?, ?, ?> face, String id, String verb, Map<String, ?> input) {
    var action = face.schema().action(verb);
    if (action.isEmpty() || action.get().collection()) return Optional.empty();
    var given = requests.checkInput(action.get(), input);
    return face.errands(action.get(), row(face.schema().name(), id).id().value(), given, requests)
        .filter(all -> all.size() == 1)
        .map(List::getFirst);
  }

  private <S extends Record, O extends Record, A extends Step> PlanView plan(
      KindFace<S, O, A> face, String id, String verb, Map<String, ?> input) {
    Intent<S> intent;
    var why = Optional.<String>empty();
    if (verb.equals(Requests.CREATE)) {
      var fresh = requests.newId(face);
      var admitted = requests.admitNew(face, fresh, input);
      var spec = requests.placed(face, fresh, admitted, Optional.empty());
      why = face.whyThere(spec);
      intent = new Intent<>(fresh, 1, new Intent.Goal.Present<>(spec));
    } else {
      var row = row(face.schema().name(), id);
      intent = another(face, row, verb, input).orElseGet(() -> next(face, row, verb, input));
    }
    var sight = face.kind().look(intent);
    var view = view(face.kind().plan(intent, sight, clock.instant()), sight);
    return why.map(view::beginningWith).orElse(view);
  }

  /// Of what an action makes; empty for one that makes nothing.
  private <S extends Record> Optional<Intent<S>> another(
      KindFace<S, ?, ?> face, Row row, String verb, Map<String, ?> input) {
    var action = face.schema().action(verb);
    if (action.isEmpty()) return Optional.empty();
    var given = requests.checkInput(action.get(), input);
    var fresh = requests.newId(face);
    return requests
        .another(face, row, fresh, action.get(), given)
        .map(spec -> {
          var placed = requests.placed(face, fresh, spec, Optional.empty());
          return new Intent<>(fresh, 1, new Intent.Goal.Present<>(placed));
        });
  }

  private <S extends Record> Intent<S> next(
      KindFace<S, ?, ?> face, Row row, String verb, Map<String, ?> input) {
    Intent.Goal<S> goal;
    if (verb.equals(Requests.REMOVE)) {
      requests.checkRemoval(face, row);
      goal = new Intent.Goal.Absent<>(face.specType().cast(row.spec()));
    } else {
      var before = Optional.of(face.specType().cast(row.spec()));
      var turned = requests.turned(face, row, verb, input);
      var spec = requests.placed(face, row.id(), turned, before);
      boolean leaves = face.schema().action(verb).filter(face::removes).isPresent();
      goal = leaves ? new Intent.Goal.Absent<>(spec) : new Intent.Goal.Present<>(spec);
    }
    return new Intent<>(row.id(), row.generation() + 1, goal);
  }

  private <A extends Step> PlanView view(Plan<A> plan, Sight<?> sight) {
    if (sight instanceof Sight.Unseen<?>(var why, var _)) {
      return new PlanView(List.of(), "", Optional.of(why));
    }
    return switch (plan) {
      case Plan.Settled<A> _ -> new PlanView(List.of(), "", Optional.empty());
      case Plan.Wait<A>(var _, var why, var _) -> new PlanView(List.of(), why, Optional.empty());
      case Plan.Blocked<A>(var problem, var _) -> new PlanView(List.of(), "", Optional.of(problem));
      case Plan.Act<A>(var steps) ->
          new PlanView(steps.stream().map(this::step).toList(), "", Optional.empty());
    };
  }

  private PlanView.StepView step(Step step) {
    var calls = step.calls().stream().map(names::in).toList();
    return new PlanView.StepView(names.in(step.title()), step.destroys(), calls);
  }

  @Override
  public List<TaskEntry> tasks(String kind, String id, int limit) {
    var journal = store.journal();
    var entries =
        kind.isEmpty() ? journal.newest(limit) : journal.newest(row(kind, id).id(), limit);
    return entries.stream().map(this::task).toList();
  }

  private TaskEntry task(JournalEntry e) {
    return new TaskEntry(
        e.entry(),
        e.id().kind(),
        e.id().value(),
        names.of(e.id(), e.name()),
        names.in(e.title()),
        e.started(),
        e.ended(),
        TaskEntry.Outcome.valueOf(e.outcome().toUpperCase(Locale.ROOT)),
        e.problem(),
        e.transcript());
  }

  @Override
  public AutoCloseable watch(Consumer<Change> listener) {
    return changes.subscribe(listener);
  }

  @Override
  public InputStream logs(String kind, String id, int tail, boolean follow) {
    return logs(faces.get(kind), row(kind, id), tail, follow);
  }

  private static <S extends Record> InputStream logs(
      KindFace<S, ?, ?> face, Row row, int tail, boolean follow) {
    return face.logs(row.id().value(), face.specType().cast(row.spec()), tail, follow);
  }

  @Override
  public String xml(String kind, String id, XmlView view) {
    return xml(faces.get(kind), row(kind, id), view);
  }

  private static <S extends Record> String xml(KindFace<S, ?, ?> face, Row row, XmlView view) {
    return face.xml(row.id().value(), face.specType().cast(row.spec()), view);
  }

  @Override
  public ByteStream screen(String kind, String id) {
    return screen(faces.get(kind), row(kind, id));
  }

  private static <S extends Record> ByteStream screen(KindFace<S, ?, ?> face, Row row) {
    return face.screen(row.id().value(), face.specType().cast(row.spec()));
  }

  @Override
  public String ticket(String kind, String id) {
    return tickets.issue(row(kind, id).id());
  }

  @Override
  public ByteStream openTicket(String ticket) {
    var id = redeemed(ticket);
    return screen(id.kind(), id.value());
  }

  private ResourceId redeemed(String ticket) {
    return tickets
        .redeem(ticket)
        .orElseThrow(() ->
            Refused.conflict(
                "ticket", "the ticket is unknown, used or older than 30 s", "ask again"));
  }

  @Override
  public Terminal terminal(String kind, String id) {
    return terminal(faces.get(kind), row(kind, id));
  }

  private static <S extends Record> Terminal terminal(KindFace<S, ?, ?> face, Row row) {
    return face.terminal(row.id().value(), face.specType().cast(row.spec()));
  }

  @Override
  public Terminal openTerminal(String ticket) {
    var id = redeemed(ticket);
    return terminal(id.kind(), id.value());
  }

  @Override
  public List<Figures> figures(String kind, String id, Instant from, Resolution resolution) {
    var face = faces.get(kind);
    var row = row(kind, id);
    if (!face.hasFigures()) {
      throw Refused.conflict("no-figures", "a " + face.schema().label() + " has no figures", "");
    }
    return figures.of(row.id().value(), from, resolution);
  }

  @Override
  public Resource upload(String kind, String id, InputStream content) {
    var row = row(kind, id);
    var fields = upload(faces.get(kind), row, content);
    if (!fields.isEmpty()) update(kind, id, fields);
    engine.retry(row.id());
    return get(kind, id);
  }

  @Override
  public Content download(String kind, String id) {
    return download(faces.get(kind), row(kind, id));
  }

  private static <S extends Record> Content download(KindFace<S, ?, ?> face, Row row) {
    return face.download(row.id().value(), face.specType().cast(row.spec()));
  }

  private static <S extends Record> Map<String, Object> upload(
      KindFace<S, ?, ?> face, Row row, InputStream content) {
    return face.filled(row.id().value(), face.specType().cast(row.spec()), content);
  }

  @Override
  public void close() {
    changes.close();
  }

  private Row row(String kind, String idOrName) {
    faces.get(kind);
    return requests.find(kind, idOrName).orElseThrow(() -> Refused.notFound(kind, idOrName));
  }

  private Resource show(KindFace<?, ?, ?> face, Row row) {
    return Views.resource(face, row);
  }

  private static Refused busy(String kind, String id) {
    return Refused.conflict(
        Requests.CHANGED, "%s %s keeps being changed by others".formatted(kind, id), "try again");
  }
}
