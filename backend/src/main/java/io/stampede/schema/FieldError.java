package io.stampede.schema;

/// What is wrong with one field's value; `field` is empty when it is about the whole.
///
/// @param code a stable word for programs: `missing`, `unknown-field`, `wrong-type`, `invalid`,
///   `not-unique`, `no-such-reference`, `read-only`
public record FieldError(String field, String code, String message) {}
