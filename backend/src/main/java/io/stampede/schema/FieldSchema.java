package io.stampede.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One field of a kind or of an action's input.
///
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
    OptionalLong min,
    OptionalLong max,
    int maxLength,
    Optional<String> pattern,
    Optional<String> example,
    List<FieldSchema> columns) {
  public FieldSchema {
    options = List.copyOf(options);
    columns = List.copyOf(columns);
  }

  /// Only shown, never asked for.
  public boolean readOnly() {
    return !create && !update;
  }
}
