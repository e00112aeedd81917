package io.stampede.desktop.model;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.schema.FieldSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One field of a form: its value as text, and what is wrong with it.
public final class FieldModel {
  private final FieldSchema schema;
  private final String first;
  private final StringProperty text;
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");

  /// @param first the value before anyone typed
  FieldModel(FieldSchema schema, String first) {
    this.schema = schema;
    this.first = first;
    this.text = new SimpleStringProperty(first);
    text.addListener(_ -> error.set(complaint(false)));
  }

  public FieldSchema schema() {
    return schema;
  }

  public String name() {
    return schema.name();
  }

  /// As typed; lists and maps have an entry a line, maps as `key=value`.
  public StringProperty textProperty() {
    return text;
  }

  /// Empty when there is nothing wrong.
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  boolean changed() {
    return !text.get().equals(first);
  }

  void reset() {
    text.set(first);
  }

  /// Takes a JSON value as if it were typed.
  ///
  /// @return whether it can be typed: an entry of a list or map with a line break cannot
  boolean take(Object value) {
    var typed = typed(value);
    boolean same = json(typed).map(FieldModel::alike).equals(Optional.of(alike(value)));
    text.set(same ? typed : first);
    return same;
  }

  /// Numbers of one size, so that they compare.
  private static Object alike(Object json) {
    return json instanceof Number n ? (Object) n.longValue() : json;
  }

  boolean blank() {
    return text.get().isBlank();
  }

  void blame(String message) {
    error.set(message);
  }

  /// Looks at the value as a whole; what is wrong with it then stands in [#errorProperty].
  boolean check() {
    error.set(complaint(true));
    return error.get().isEmpty();
  }

  /// The JSON value; empty when nothing was given.
  Optional<Object> json() {
    return json(text.get());
  }

  private Optional<Object> json(String whole) {
    var typed = whole.strip();
    if (typed.isEmpty()) return Optional.empty();
    return switch (schema.type()) {
      case STRING -> Optional.of(schema.multiline() ? whole : typed);
      case ENUM, REFERENCE, DATE -> Optional.of(typed);
      case INTEGER -> Optional.of(number(typed));
      case BOOLEAN -> Optional.of(Boolean.valueOf(typed));
      case LIST, TABLE -> Optional.of(lines(typed));
      case MAP -> Optional.of(entries(typed));
    };
  }

  private static Object number(String typed) {
    try {
      return Long.valueOf(typed);
    } catch (NumberFormatException e) {
      return typed;
    }
  }

  private static List<String> lines(String typed) {
    return typed.lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static Map<String, String> entries(String typed) {
    var map = new LinkedHashMap<String, String>();
    for (var line : lines(typed)) {
      int at = line.indexOf('=');
      if (at > 0) map.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
    }
    return map;
  }

  /// Says what the backend would say of it, so that one need not wait for it.
  private String complaint(boolean whole) {
    if (blank()) return whole && schema.required() ? say("wrong.required") : "";
    return switch (schema.type()) {
      case INTEGER -> ofNumber(text.get().strip());
      case STRING -> ofText(schema.multiline() ? text.get() : text.get().strip());
      case MAP -> ofMap();
      case BOOLEAN, ENUM, REFERENCE, LIST, DATE, TABLE -> "";
    };
  }

  private String ofNumber(String typed) {
    if (!(number(typed) instanceof Long n)) return say("wrong.number");
    if (schema.min().isPresent() && n < schema.min().getAsLong()) {
      return say("wrong.less", String.valueOf(schema.min().getAsLong()));
    }
    if (schema.max().isPresent() && n > schema.max().getAsLong()) {
      return say("wrong.more", String.valueOf(schema.max().getAsLong()));
    }
    return "";
  }

  private String ofText(String typed) {
    if (typed.length() > schema.maxLength()) {
      return say("wrong.longer", String.valueOf(schema.maxLength()));
    }
    var pattern = schema.pattern();
    if (pattern.isPresent() && !typed.matches(pattern.get())) {
      return say("wrong.form", schema.example().orElse(pattern.get()));
    }
    return "";
  }

  private String ofMap() {
    var wrong = new ArrayList<String>();
    for (var line : lines(text.get())) if (line.indexOf('=') < 1) wrong.add(line);
    return wrong.isEmpty() ? "" : say("wrong.pair", wrong.getFirst());
  }

  /// A JSON value as it is typed.
  static String typed(Object value) {
    return switch (value) {
      case List<?> items -> items.stream().map(String::valueOf).collect(Collectors.joining("\n"));
      case Map<?, ?> entries ->
          entries.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("\n"));
      default -> value.toString();
    };
  }
}
