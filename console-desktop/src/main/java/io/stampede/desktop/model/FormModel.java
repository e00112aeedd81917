package io.stampede.desktop.model;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Filled;
import io.stampede.client.PlanView;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A form made from a schema: its fields, what is wrong with them, and what becomes of it.
public final class FormModel {
  private final World world;
  private final Purpose purpose;
  private final List<FieldModel> fields;
  private Set<String> filled = Set.of();
  private final String once = UUID.randomUUID().toString();
  private final ReadOnlyObjectWrapper<@Nullable Refused> refusal =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);

  public FormModel(World world, Purpose purpose) {
    this.world = world;
    this.purpose = purpose;
    this.fields = purpose.fields().stream().map(f -> new FieldModel(f, first(purpose, f))).toList();
  }

  private static String first(Purpose purpose, FieldSchema field) {
    var before =
        switch (purpose) {
          case Purpose.Edit(var _, var r) -> Optional.ofNullable(r.fields().get(field.name()));
          case Purpose.Create _, Purpose.Act _ -> field.byDefault();
        };
    return before.map(FieldModel::typed).orElse(field.type() == FieldType.BOOLEAN ? "false" : "");
  }

  public World world() {
    return world;
  }

  public Purpose purpose() {
    return purpose;
  }

  public List<FieldModel> fields() {
    return fields;
  }

  public Optional<FieldModel> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  /// Why it was refused, where that is about no single field; null when it was not.
  public ReadOnlyObjectProperty<@Nullable Refused> refusalProperty() {
    return refusal.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /// What would be sent: of an edit only what was changed.
  public Map<String, Object> values() {
    var values = new LinkedHashMap<String, Object>();
    for (var field : fields) {
      boolean edit = purpose instanceof Purpose.Edit;
      if (edit && !field.changed()) continue;
      if (!edit && field.schema().byDefault().isPresent() && !field.changed()) continue;
      if (field.json().isPresent()) values.put(field.name(), field.json().get());
      else if (edit) values.put(field.name(), "");
    }
    return values;
  }

  private boolean ready() {
    refusal.set(null);
    boolean good = true;
    for (var field : fields) good &= field.check();
    return good && !busy.get();
  }

  /// Sends it; with errors in the fields it is not sent.
  public void submit(Consumer<Resource> done) {
    if (!ready()) return;
    var values = values();
    ask(
        () ->
            switch (purpose) {
              case Purpose.Create(var kind) -> world.client().create(kind.name(), values, once);
              case Purpose.Edit(var kind, var r) ->
                  world.client().update(kind.name(), r.id(), values, r);
              case Purpose.Act(var kind, var r, var action) ->
                  world.client().act(kind.name(), r.id(), action.name(), values);
            },
        resource -> {
          world.refresh(resource.kind(), resource.id());
          done.accept(resource);
        });
  }

  /// What it would do.
  public void plan(Consumer<PlanView> then) {
    if (!ready()) return;
    var values = values();
    var id =
        switch (purpose) {
          case Purpose.Create _ -> "";
          case Purpose.Edit(var _, var r) -> r.id();
          case Purpose.Act(var _, var r, var _) -> r.id();
        };
    ask(() -> world.client().plan(purpose.kind().name(), id, purpose.planVerb(), values), then);
  }

  /// How the form of a new one is filled from a text; empty where it is not.
  public Optional<ActionSchema> filling() {
    return purpose instanceof Purpose.Create(var kind) ? Filled.by(kind) : Optional.empty();
  }

  /// Fills the form; what an earlier text filled goes.
  ///
  /// @param then told what of the text is not in the form, a sentence each
  /// @param wrong told why it cannot be read; the form is as it was then
  public void fill(
      ActionSchema filling, String text, Consumer<List<String>> then, Consumer<String> wrong) {
    if (busy.get()) return;
    busy.set(true);
    world
        .background()
        .ask(
            () -> Filled.from(world.client(), purpose.kind(), filling, text),
            answer -> {
              busy.set(false);
              then.accept(filled(answer));
            },
            refused -> {
              busy.set(false);
              var errors = refused.errors();
              wrong.accept(
                  errors.isEmpty() ? refused.problem().message() : errors.getFirst().message());
            });
  }

  private List<String> filled(Filled answer) {
    for (var field : fields) if (filled.contains(field.name())) field.reset();
    filled = answer.fields().keySet();
    var notes = new ArrayList<>(answer.notes());
    answer
        .fields()
        .forEach((name, value) ->
            field(name)
                .filter(f -> !f.take(value))
                .ifPresent(f -> notes.add(say("form.filled.lines", f.schema().label()))));
    return List.copyOf(notes);
  }

  private <T> void ask(java.util.concurrent.Callable<T> work, Consumer<T> then) {
    busy.set(true);
    world
        .background()
        .ask(
            work,
            result -> {
              busy.set(false);
              then.accept(result);
            },
            refused -> {
              busy.set(false);
              blame(refused);
            });
  }

  private void blame(Refused refused) {
    boolean placed = !refused.errors().isEmpty();
    for (var error : refused.errors()) {
      var field = field(error.field());
      field.ifPresent(f -> f.blame(error.message()));
      placed &= field.isPresent();
    }
    if (!placed) refusal.set(refused);
  }
}
