/// The web console: Vaadin views over the models of `io.stampede.web.model`.
///
/// Start reading at [Frame], which is around every view, and [ListView]. [Live] is the only way to
/// the UI thread: everything slow runs beside it.
@NullMarked
package io.stampede.web.ui;

import org.jspecify.annotations.NullMarked;
