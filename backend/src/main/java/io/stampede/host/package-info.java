/// Hosts: how they are reached, what they are, and whether they are there.
///
/// Start reading at [HostLink], what the other kinds see of a host.
@NullMarked
package io.stampede.host;

import org.jspecify.annotations.NullMarked;
