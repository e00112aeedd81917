package io.stampede.lab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Which host a parameter of type [LabHost] is: a logical name, `h1` for the first, `h2` for the
/// second. Which hosts of the lab those really are can be set, see [HostNames].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Host {
  /// `h1`, `h2`, …; `c1`, `c2`, … are like CoreOS.
  String value();
}
