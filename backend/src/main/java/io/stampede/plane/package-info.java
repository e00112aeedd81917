/// What one host's part of the managed networks is made of, as files and as one `apply`.
///
/// Start at [HostModel]: all that concerns one host, assembled elsewhere from what is stored. It is
/// rendered to files, purely ([Rendered]); [PlaneHost] brings the differences to the host and says
/// how it fares there. Nothing here knows resources, the store or the engine's kinds.
@NullMarked
package io.stampede.plane;

import org.jspecify.annotations.NullMarked;
