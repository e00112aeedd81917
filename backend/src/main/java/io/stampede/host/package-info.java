/// Hosts: how they are reached, what they are, and whether they are there.
///
/// Start reading at [HostLink], what the other kinds see of a host. A host is a kind like the
/// others ([HostSpec], [HostFacts], [HostStep], [HostPlanner], [HostKind], [HostFace]); its port is
/// [HostAccess], over SSH in [SshHostAccess]: one [Survey] per look. [SshHostLinks] keeps one
/// connection per host.
@NullMarked
package io.stampede.host;

import org.jspecify.annotations.NullMarked;
