/// What the views show and decide, without a view: plain Java over the client, tested as such.
///
/// Start reading at `ListModel` and `FormModel`; [Text] says how values are written, [CopyAs] how a
/// request is said to curl, the command line and Python.
@NullMarked
package io.stampede.web.model;

import org.jspecify.annotations.NullMarked;
