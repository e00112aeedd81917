/// Volumes: disks of their own, each on one host, that are attached to machines, enlarged, moved to
/// another host, filled and fetched.
///
/// Start reading at [VolumeSpec] and [VolumePlanner]. Where a volume's bytes are is known by host
/// and number ([Copies]): every move makes a copy with a number of its own, so that what an earlier
/// move left behind anywhere is never taken for the volume. That a volume was made once is
/// remembered ([VolumeMemory]): a disk that is lost is said to be lost, and not made anew and
/// empty.
@NullMarked
package io.stampede.volume;

import org.jspecify.annotations.NullMarked;
