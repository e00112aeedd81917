package io.stampede.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a component that is a record: its components stand in its place, in every face and in what is
/// kept. So that several kinds can have the same fields without writing them down again.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {
  /// The [Field#group] of those of its fields that name none.
  String group() default "";
}
