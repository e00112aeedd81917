/// The managed networks: one network of all hosts' containers and machines.
///
/// A [NetworkSpec] is what a person asks for. [Addresses] gives a workload its addresses, and its
/// host a block of each network, in the transaction that keeps the request. [HostModels] makes of
/// all that is kept what one host has to have ([io.stampede.plane.HostModel]); a `hostNetwork` of
/// each host ([HostNetworkKind]) brings it there.
@NullMarked
package io.stampede.network;

import org.jspecify.annotations.NullMarked;
