/// The images that a console brings to hosts: `stampede-net`, the daemons of the network, for every
/// host; `stampede-libvirt`, libvirtd with QEMU, for those that have none.
///
/// [Components] are what this console has: none in tests and with emulated hosts. How they come to
/// a host is the matter of `host`.
@NullMarked
package io.stampede.component;

import org.jspecify.annotations.NullMarked;
