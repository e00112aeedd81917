/// The web face: one process that serves the REST API, its browsable pages and the web console.
///
/// Start reading at [StampedeWeb].
@NullMarked
package io.stampede.web;

import org.jspecify.annotations.NullMarked;
