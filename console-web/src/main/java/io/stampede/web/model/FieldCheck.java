package io.stampede.web.model;

import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import java.util.Optional;

/// What is wrong with a value while it is being typed, in the words the server would use. The
/// server checks again, and more.
public final class FieldCheck {
  private FieldCheck() {}

  /// @param value a JSON value; empty when nothing was given
  public static Optional<String> problem(FieldSchema field, Optional<Object> value) {
    if (value.isEmpty()) {
      boolean missing = field.required() && field.type() != FieldType.BOOLEAN;
      return missing ? Optional.of("is required") : Optional.empty();
    }
    return switch (value.get()) {
      case String text -> text(field, text);
      case Number number -> number(field, number.longValue());
      default -> Optional.empty();
    };
  }

  private static Optional<String> text(FieldSchema field, String text) {
    if (text.length() > field.maxLength()) {
      return Optional.of("is longer than %d characters".formatted(field.maxLength()));
    }
    boolean wrong = field.pattern().filter(pattern -> !text.matches(pattern)).isPresent();
    if (!wrong) return Optional.empty();
    return Optional.of("is not of the form " + field.example().or(field::pattern).orElse(""));
  }

  private static Optional<String> number(FieldSchema field, long n) {
    if (field.min().isPresent() && n < field.min().getAsLong()) {
      return Optional.of("is less than " + field.min().getAsLong());
    }
    if (field.max().isPresent() && n > field.max().getAsLong()) {
      return Optional.of("is more than " + field.max().getAsLong());
    }
    return Optional.empty();
  }
}
