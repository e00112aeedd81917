/// All that the consoles see of the backend: resources as plain values, driven by the schema.
///
/// Start reading at [StampedeClient]. [LocalClient] is the backend in this JVM.
@NullMarked
package io.stampede.client;

import org.jspecify.annotations.NullMarked;
