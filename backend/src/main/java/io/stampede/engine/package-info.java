/// Look, plan, one step, look again: what drives every resource towards what a person asked for.
///
/// Start reading at [Kind], all that the engine knows of a virtual machine or a container; then
/// [Reconciler], one pass over one resource; then [Engine], which decides when passes run. The
/// engine knows nothing of SSH, Docker, libvirt, HTTP or SQL: only Java.
@NullMarked
package io.stampede.engine;

import org.jspecify.annotations.NullMarked;
