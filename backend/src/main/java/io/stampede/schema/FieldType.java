package io.stampede.schema;

import java.util.Locale;

/// What a field's value is in JSON.
public enum FieldType {
  STRING,
  /// A whole number.
  INTEGER,
  BOOLEAN,
  /// One of the field's options.
  ENUM,
  /// The id of a resource of the field's reference kind.
  REFERENCE,
  /// A list of strings.
  LIST,
  /// An object with string values.
  MAP,
  /// RFC 3339, UTC.
  DATE,
  /// A list of objects that have the field's columns; only shown, never asked for.
  TABLE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
