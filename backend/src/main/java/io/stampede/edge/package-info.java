/// What leads from outside to workloads on managed networks: published ports, and floating
/// addresses out of pools.
///
/// A [PortSpec] or a [FloatingIpSpec] and where its workload is make a [Lead] ([Aims], pure), which
/// is an element of a map in the rules of a host. [LeadKind] has it brought there by the quick way;
/// the host's network renders the same leads from the same store, and so heals what drifts.
/// Addresses and ports are taken in the transaction that keeps the request.
@NullMarked
package io.stampede.edge;

import org.jspecify.annotations.NullMarked;
