/// A backend in memory that behaves: for tests of the faces without hosts.
///
/// Start reading at [FakeClient].
@NullMarked
package io.stampede.web.fake;

import org.jspecify.annotations.NullMarked;
