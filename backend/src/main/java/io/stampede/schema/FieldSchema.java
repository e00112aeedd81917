package io.stampede.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One field of a kind or of an action's input.
///
/// @param more folded away in a form at first
/// @param group what it stands under in forms and help; empty for what is said first
/// @param suggests the kinds whose names its values may be
/// @param columns of a [FieldType#TABLE]: what each of its rows has
public record FieldSchema(
    String name,
    FieldType type,
    String label,
    String help,
    Optional<String> unit,
    Optional<String> reference,
    List<String> options,
    Optional<Object> byDefault,
    boolean required,
    boolean create,
    boolean update,
    boolean secret,
    boolean multiline,
    boolean column,
    boolean more,
    String group,
    List<String> suggests,
    OptionalLong min,
    OptionalLong max,
    int maxLength,
    Optional<String> pattern,
    Optional<String> example,
    List<FieldSchema> columns) {
  public FieldSchema {
    options = List.copyOf(options);
    suggests = List.copyOf(suggests);
    columns = List.copyOf(columns);
  }

  /// Only shown, never asked for.
  public boolean readOnly() {
    return !create && !update;
  }

  /// Fields by their groups, in the order in which the groups come first; those of none come first.
  public static Map<String, List<FieldSchema>> grouped(List<FieldSchema> fields) {
    var groups = new LinkedHashMap<String, List<FieldSchema>>();
    groups.put("", new ArrayList<>());
    fields.forEach(f -> groups.computeIfAbsent(f.group(), _ -> new ArrayList<>()).add(f));
    return groups;
  }
}
