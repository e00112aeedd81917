/// Real hosts for tests: annotate a class with [Lab], take a [LabHost] as a parameter.
///
/// ```java
/// @Lab
/// class PowerTest {
///   @Test
///   @Tag("S2")
///   void a_host_comes_back(@Host("h1") LabHost h1) {
///     h1.kill();
///     h1.start();
///     h1.awaitReady();
///     assertThat(h1.ssh("hostname")).isEqualTo("h1");
///   }
/// }
/// ```
///
/// [LabExtension] brings the hosts up and empties them before each test; [LabCommand] is the way to
/// the scripts in `installer/lab`. [RowsListener] notes which test proves which row of the mission.
@NullMarked
package io.stampede.lab;

import org.jspecify.annotations.NullMarked;
