/// Workloads that were not made here: seen as foreign, adopted, and given back.
///
/// Start reading at [Bond], whose a workload is. [Census] keeps the lists of foreign ones; it asks
/// hosts through [Strangers], one for each kind. An adopted workload is never made anew: its bond
/// holds the id that Docker or libvirt gave it.
@NullMarked
package io.stampede.adoption;

import org.jspecify.annotations.NullMarked;
