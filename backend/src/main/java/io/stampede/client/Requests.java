package io.stampede.client;

import io.stampede.engine.ResourceId;
import io.stampede.engine.Status;
import io.stampede.figures.FigureHistory;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Codec;
import io.stampede.schema.FieldError;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.store.NameTaken;
import io.stampede.store.Row;
import io.stampede.store.Store;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// From what a person sent to a spec that may be kept: unknown fields, wrong types, references to
/// nothing and taken names are refused here, each with the field at fault.
final class Requests implements KindFace.Resources {
  /// Verbs that are no actions of a kind.
  static final String CREATE = "create";

  static final String UPDATE = "update";
  static final String REMOVE = "remove";

  /// The code of a refusal since others were faster.
  static final String CHANGED = "changed-meanwhile";

  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int ID_LENGTH = 10;
  private static final double MIB = 1024 * 1024;

  private final Faces faces;
  private final Store store;
  private final FigureHistory figures;
  private final SecureRandom random = new SecureRandom();

  Requests(Faces faces, Store store, FigureHistory figures) {
    this.faces = faces;
    this.store = store;
    this.figures = figures;
  }

  ResourceId newId(KindFace<?, ?, ?> face) {
    var letters =
        random
            .ints(ID_LENGTH, 0, ALPHABET.length())
            .mapToObj(i -> ALPHABET.substring(i, i + 1))
            .collect(Collectors.joining());
    return new ResourceId(face.schema().name(), face.idPrefix() + "-" + letters);
  }

  Optional<Row> find(String kind, String idOrName) {
    Optional<Row> byId =
        idOrName.matches("[a-z0-9][a-z0-9-]{0,62}")
            ? store.row(new ResourceId(kind, idOrName))
            : Optional.empty();
    return byId.or(() -> store.named(kind, idOrName));
  }

  <S extends Record> S admitNew(KindFace<S, ?, ?> face, ResourceId id, Map<String, ?> fields) {
    var schema = face.schema();
    var values = face.completed(known(schema.fields(), fields, true), this);
    var spec = read(face, values);
    return admitNew(face, id, spec);
  }

  private <S extends Record> S admitNew(KindFace<S, ?, ?> face, ResourceId id, S spec) {
    var kind = face.schema().name();
    var name = face.name(spec);
    if (store.named(kind, name).isPresent()) throw taken(kind, name);
    return face.admit(id.value(), spec, Optional.empty(), this);
  }

  /// What an action of a resource makes another one as; empty for one that makes none.
  <S extends Record> Optional<S> another(
      KindFace<S, ?, ?> face, Row row, ResourceId id, ActionSchema action, Map<String, ?> input) {
    var spec = face.specType().cast(row.spec());
    var other = face.another(action, row.id().value(), spec, input);
    if (other.isEmpty()) return Optional.empty();
    mustOffer(face, row, action);
    return Optional.of(admitNew(face, id, other.get()));
  }

  <S extends Record> Row insert(KindFace<S, ?, ?> face, ResourceId id, S spec, String key) {
    try {
      var placing = face.placing(id, spec, Optional.empty(), this);
      return store.insert(id, placed -> face.name(face.specType().cast(placed)), key, placing);
    } catch (NameTaken _) {
      throw taken(id.kind(), face.name(spec));
    }
  }

  /// The spec with its place, as it would be kept now.
  <S extends Record> S placed(KindFace<S, ?, ?> face, ResourceId id, S spec, Optional<S> before) {
    if (!face.isPlaced()) return spec;
    var others = store.reservations().stream().filter(r -> !r.id().equals(id)).toList();
    return face.specType().cast(face.placing(id, spec, before, this).place(others).spec());
  }

  <S extends Record> Optional<Row> replace(KindFace<S, ?, ?> face, Row row, S spec) {
    try {
      return kept(face, row, spec);
    } catch (NameTaken _) {
      var other = face.otherName(spec);
      if (other.isEmpty()) throw taken(row.id().kind(), face.name(spec));
      return kept(face, row, other.get());
    }
  }

  private <S extends Record> Optional<Row> kept(KindFace<S, ?, ?> face, Row row, S spec) {
    if (!face.isPlaced()) {
      return store.replace(row.id(), row.generation(), true, face.name(spec), spec);
    }
    var before = Optional.of(face.specType().cast(row.spec()));
    var placing = face.placing(row.id(), spec, before, this);
    return store.replace(row.id(), row.generation(), face.name(spec), placing);
  }

  /// The spec after an update or an action.
  <S extends Record> S turned(KindFace<S, ?, ?> face, Row row, String verb, Map<String, ?> input) {
    return verb.equals(UPDATE)
        ? updated(face, row, input)
        : acted(face, row, action(face, verb), input);
  }

  private <S extends Record> S updated(KindFace<S, ?, ?> face, Row row, Map<String, ?> fields) {
    var values = new LinkedHashMap<>(Views.values(row.spec()));
    values.putAll(known(face.schema().fields(), fields, false));
    var before = face.specType().cast(row.spec());
    return face.admit(row.id().value(), read(face, values), Optional.of(before), this);
  }

  private <S extends Record, O extends Record> S acted(
      KindFace<S, O, ?> face, Row row, ActionSchema action, Map<String, ?> input) {
    mustOffer(face, row, action);
    var spec = face.specType().cast(row.spec());
    var values = checkInput(action, input);
    face.mayAct(action, row.id().value(), spec, this);
    var seen = row.facts().map(face.factsType()::cast);
    return face.act(action, spec, seen, values);
  }

  private static <S extends Record> void mustOffer(
      KindFace<S, ?, ?> face, Row row, ActionSchema action) {
    var phase = row.status().phase();
    if (!action.offeredIn(phase)) {
      throw Refused.conflict(
          "not-now",
          "%s is %s; “%s” needs it to be %s"
              .formatted(
                  row.name(),
                  phase.word(),
                  action.label(),
                  action.phases().stream()
                      .map(p -> p.word())
                      .sorted()
                      .collect(Collectors.joining(" or "))),
          row.status().transition() == Status.Transition.YES ? "wait until it has settled" : "");
    }
    var spec = face.specType().cast(row.spec());
    if (!face.offers(action, spec)) {
      throw Refused.conflict(
          "not-offered",
          "“%s” is not for %s as it is".formatted(action.label(), row.name()),
          "see the actions that it offers");
    }
  }

  ActionSchema action(KindFace<?, ?, ?> face, String name) {
    return face.schema()
        .action(name)
        .orElseThrow(() -> Refused.notFound("action of " + face.schema().name(), name));
  }

  /// What an action is given, with references turned into ids.
  Map<String, Object> checkInput(ActionSchema action, Map<String, ?> input) {
    return known(action.input(), input, true);
  }

  <S extends Record> void checkRemoval(KindFace<S, ?, ?> face, Row row) {
    checkRemoval(face, row, face.specType().cast(row.spec()));
  }

  /// @param spec with which it is to go
  <S extends Record> void checkRemoval(KindFace<S, ?, ?> face, Row row, S spec) {
    face.mayRemove(row.id().value(), spec, this);
  }

  /// Only fields that may be given, references turned into ids.
  private Map<String, Object> known(
      List<FieldSchema> fields, Map<String, ?> given, boolean creating) {
    var errors = new ArrayList<FieldError>();
    var values = new LinkedHashMap<String, Object>();
    given.forEach((name, value) -> {
      var field = fields.stream().filter(f -> f.name().equals(name)).findFirst();
      if (field.isEmpty()) {
        errors.add(new FieldError(name, "unknown-field", "is not a field"));
      } else if (creating ? !field.get().create() : !field.get().update()) {
        errors.add(
            new FieldError(name, "read-only", creating ? "cannot be given" : "cannot be changed"));
      } else if (value != null) {
        try {
          values.put(name, resolved(field.get(), value));
        } catch (IllegalArgumentException e) {
          errors.add(new FieldError(name, "no-such-reference", String.valueOf(e.getMessage())));
        }
      }
    });
    if (!errors.isEmpty()) throw Refused.fields(errors);
    return values;
  }

  private Object resolved(FieldSchema field, Object value) {
    if (field.type() != FieldType.REFERENCE || value.equals("")) return value;
    var kind = field.reference().orElseThrow();
    return find(kind, value.toString())
        .filter(Row::wanted)
        .map(row -> (Object) row.id().value())
        .orElseThrow(
            () -> new IllegalArgumentException("there is no %s %s".formatted(kind, value)));
  }

  private static <S extends Record> S read(KindFace<S, ?, ?> face, Map<String, Object> values) {
    return switch (new Codec<>(face.specType()).read(values)) {
      case Codec.Result.Ok<S>(var spec) -> spec;
      case Codec.Result.Bad<S>(var errors) -> throw Refused.fields(errors);
    };
  }

  private static Refused taken(String kind, String name) {
    return Refused.field(
        "name",
        "not-unique",
        "there is already a %s called %s".formatted(kind, name),
        "choose another name");
  }

  // ---- what kinds can read of each other ----

  @Override
  public List<Resource> list(String kind) {
    var face = faces.find(kind);
    Stream<Row> rows = face.isPresent() ? store.rows(kind) : Stream.empty();
    return rows.map(row -> Views.resource(face.orElseThrow(), row)).toList();
  }

  @Override
  public Optional<Resource> resource(String kind, String id) {
    return list(kind).stream().filter(r -> r.id().equals(id)).findFirst();
  }

  @Override
  public List<Resource> comingFrom(String kind, String hostId) {
    return faces.find(kind).map(face -> comingFrom(face, hostId)).orElse(List.of());
  }

  private <S extends Record, O extends Record> List<Resource> comingFrom(
      KindFace<S, O, ?> face, String hostId) {
    return store
        .rows(face.schema().name())
        .filter(row ->
            face.comesFrom(
                    face.specType().cast(row.spec()), row.facts().map(face.factsType()::cast))
                .filter(hostId::equals)
                .isPresent())
        .map(row -> Views.resource(face, row))
        .toList();
  }

  @Override
  public OptionalLong memoryFreeMib(String hostId) {
    var latest = figures.latest(hostId);
    return latest.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of((long) ((latest.get().memoryTotal() - latest.get().memoryUsed()) / MIB));
  }

  /// Two people who change the same do not undo each other's work without knowing.
  static void demandAsSeen(Resource seen, Resource now, Collection<String> fields) {
    var changed = now.changedSince(seen, fields);
    if (changed.isEmpty()) return;
    throw Refused.conflict(
        CHANGED,
        "somebody else has changed %s of %s meanwhile"
            .formatted(String.join(", ", changed), now.name()),
        "look at it as it is now, then change it again");
  }
}
