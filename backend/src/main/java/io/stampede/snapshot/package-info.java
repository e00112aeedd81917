/// Snapshots of machines: what their disks and volumes held, and their memory.
///
/// Start reading at [SnapshotSpec] and [SnapshotFacts], then [SnapshotPlanner]. Hosts take and
/// remove them through `SnapshotHost` of the machines' package, as libvirt keeps them with the
/// machine. Going back to one is a wish of the machine's power.
@NullMarked
package io.stampede.snapshot;

import org.jspecify.annotations.NullMarked;
