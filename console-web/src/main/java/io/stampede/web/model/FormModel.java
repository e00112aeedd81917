package io.stampede.web.model;

import io.stampede.client.Filled;
import io.stampede.client.PlanView;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Problem;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.FieldError;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A form that creates a resource, changes one, or gives an action its input.
public final class FormModel {
  /// What the form is for.
  public sealed interface Purpose {
    record Create() implements Purpose {}

    record Change(Resource resource) implements Purpose {}

    record Act(Resource resource, ActionSchema action) implements Purpose {}
  }

  /// What became of it.
  public sealed interface Result {
    record Done(Resource resource) implements Result {}

    /// @param byField messages beside their fields
    /// @param whole what stands for the form as a whole
    record Wrong(Map<String, String> byField, Optional<Problem> whole) implements Result {}
  }

  private final StampedeClient client;
  private final KindSchema kind;
  private final Purpose purpose;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private Set<String> filled = Set.of();

  public FormModel(StampedeClient client, KindSchema kind, Purpose purpose) {
    this.client = client;
    this.kind = kind;
    this.purpose = purpose;
    if (purpose instanceof Purpose.Change(var resource)) {
      for (var field : fields()) {
        var value = resource.fields().get(field.name());
        if (value != null) values.put(field.name(), value);
      }
    } else {
      for (var field : fields()) field.byDefault().ifPresent(v -> values.put(field.name(), v));
    }
  }

  public KindSchema kind() {
    return kind;
  }

  public Purpose purpose() {
    return purpose;
  }

  /// Required ones first.
  public List<FieldSchema> fields() {
    var all =
        switch (purpose) {
          case Purpose.Create _ -> kind.creatable();
          case Purpose.Change _ -> kind.updatable();
          case Purpose.Act(var _, var action) -> action.input().stream();
        };
    return all.sorted(java.util.Comparator.comparing(f -> !f.required())).toList();
  }

  public String title() {
    return switch (purpose) {
      case Purpose.Create _ -> verb() + " " + kind.label().toLowerCase(java.util.Locale.ROOT);
      case Purpose.Change(var resource) -> "Change " + resource.name();
      case Purpose.Act(var resource, var action) -> action.label() + " " + resource.name();
    };
  }

  /// The word on the button.
  public String verb() {
    return switch (purpose) {
      case Purpose.Create _ -> question().isPresent() ? "Add" : "Create";
      case Purpose.Change _ -> "Save";
      case Purpose.Act(var _, var action) -> action.label();
    };
  }

  public Optional<Object> value(String field) {
    return Optional.ofNullable(values.get(field));
  }

  /// @param value a JSON value; empty to leave the field open
  public void set(String field, Optional<Object> value) {
    value.ifPresentOrElse(v -> values.put(field, v), () -> values.remove(field));
  }

  /// A question of the kind as a whole that has the name of a field, as `hostKey`: its answer is
  /// that field's value, and a person confirms it.
  public Optional<ActionSchema> question() {
    if (!(purpose instanceof Purpose.Create)) return Optional.empty();
    return kind.actions().stream()
        .filter(a -> a.collection() && kind.field(a.name()).filter(f -> f.create()).isPresent())
        .findFirst();
  }

  /// Whether the question must be asked before it can be created.
  public boolean isUnanswered() {
    return question().filter(q -> !values.containsKey(q.name())).isPresent();
  }

  /// Asks with those of the values that the question takes.
  ///
  /// @throws Refused naming the field at fault
  public Map<String, Object> ask(ActionSchema question) {
    var input = new LinkedHashMap<String, Object>();
    for (var field : question.input()) {
      value(field.name()).ifPresent(v -> input.put(field.name(), v));
    }
    return client.ask(kind.name(), question.name(), input);
  }

  /// How the form of a new one is filled from a text; empty where it is not.
  public Optional<ActionSchema> filling() {
    return purpose instanceof Purpose.Create ? Filled.by(kind) : Optional.empty();
  }

  /// Asks what a text says; the form is as it was.
  ///
  /// @throws Refused where it cannot be read
  public Filled read(ActionSchema filling, String text) {
    return Filled.from(client, kind, filling, text);
  }

  /// Fills the form; what an earlier text filled goes.
  public void fill(Filled answer) {
    for (var field : fields()) {
      if (filled.contains(field.name())) set(field.name(), field.byDefault());
    }
    filled = answer.fields().keySet();
    values.putAll(answer.fields());
  }

  /// What to send: in a change only what has become different.
  public Map<String, Object> request() {
    if (!(purpose instanceof Purpose.Change(var resource))) return new LinkedHashMap<>(values);
    var changed = new LinkedHashMap<String, Object>();
    for (var field : fields()) {
      var before = resource.fields().get(field.name());
      var now = values.get(field.name());
      if (now != null && !now.equals(before)) changed.put(field.name(), now);
      if (now == null && before != null) changed.put(field.name(), "");
    }
    return changed;
  }

  public Result send() {
    try {
      return new Result.Done(
          switch (purpose) {
            case Purpose.Create _ -> client.create(kind.name(), request());
            case Purpose.Change(var r) -> client.update(kind.name(), r.id(), request(), r);
            case Purpose.Act(var r, var action) ->
                client.act(kind.name(), r.id(), action.name(), request());
          });
    } catch (Refused e) {
      return wrong(e);
    }
  }

  /// What it would do; errors are thrown as by the server.
  public PlanView plan() {
    return switch (purpose) {
      case Purpose.Create _ -> client.plan(kind.name(), "", "create", request());
      case Purpose.Change(var r) -> client.plan(kind.name(), r.id(), "update", request());
      case Purpose.Act(var r, var action) ->
          client.plan(kind.name(), r.id(), action.name(), request());
    };
  }

  public CopyAs.Said said(CopyAs copy) {
    return switch (purpose) {
      case Purpose.Create _ -> copy.create(kind, request());
      case Purpose.Change(var r) -> copy.update(kind, r.id(), request());
      case Purpose.Act(var r, var action) -> copy.act(kind, r.id(), action.name(), request());
    };
  }

  public Result.Wrong wrong(Refused refused) {
    var byField = new LinkedHashMap<String, String>();
    var names = fields().stream().map(FieldSchema::name).toList();
    for (FieldError error : refused.errors()) {
      if (names.contains(error.field())) byField.putIfAbsent(error.field(), error.message());
    }
    boolean said = !byField.isEmpty() && refused.problem().fix().isEmpty();
    return new Result.Wrong(byField, said ? Optional.empty() : Optional.of(refused.problem()));
  }
}
