/// The managed networks as a picture, without a toolkit: what the network map of both consoles
/// shows.
///
/// Start reading at [Topology]: a pure function from what the client lists to hosts with their
/// workloads, networks as [Lane]s, the [Pair]s of hosts and how they fare, and the [Arrow]s of
/// links, ports and floating addresses. [Atlas] reads it. [Layout] says where each part stands, so
/// that both consoles draw the same [Drawing]; [Details] tells all that is known of one part, by
/// its key. Its words are in `words.properties`, so that both consoles say the same.
@NullMarked
package io.stampede.topology;

import org.jspecify.annotations.NullMarked;
