package io.stampede.lab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test class that wants real hosts. Carries the tag `lab`.
///
/// The hosts named by [Host] anywhere in the class are brought up before its first test and belong
/// to this class alone until its last one has ended. A host taken as parameter of a test (or
/// `@BeforeEach`) method is emptied before that test. One taken by a `@BeforeAll` method is emptied
/// once for the class, so that what is set up there stays; before each test its power and cable are
/// made right again.
///
/// Where the lab cannot run, the class is aborted with the reason; with `CI=true` it fails.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag("lab")
@ExtendWith(LabExtension.class)
public @interface Lab {}
