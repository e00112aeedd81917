package io.stampede.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How a component of a spec or facts record shows itself in every face. A component without it is
/// kept from the outside.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /// As in `Memory`.
  String label();

  /// One sentence.
  String help() default "";

  /// As in `MiB`; shown beside the value.
  String unit() default "";

  /// The kind whose id the value is, as in `host`.
  String reference() default "";

  /// The value when none is given, as text: `512`, `true`. None makes a component that is neither
  /// `Optional` nor a collection required.
  String byDefault() default "";

  /// May be given when the resource is made.
  boolean create() default true;

  /// May be changed later.
  boolean update() default false;

  /// Never given out again, masked in plans and transcripts.
  boolean secret() default false;

  /// Several lines of text.
  boolean multiline() default false;

  /// A column of the list by default.
  boolean column() default false;

  /// Folded away in a form at first: under its group, or under “More” without one.
  boolean more() default false;

  /// What it stands under in forms and help, as in `Network`; empty for what is said first.
  String group() default "";

  /// The kinds whose names a value, or one of a list, may be; others may be given all the same.
  String[] suggests() default {};

  long min() default Long.MIN_VALUE;

  long max() default Long.MAX_VALUE;

  int maxLength() default 1024;

  /// A regular expression that the whole value must match.
  String pattern() default "";

  /// What a value looks like, shown in the empty field.
  String example() default "";
}
