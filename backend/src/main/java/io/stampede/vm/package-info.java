/// Virtual machines on libvirt hosts.
///
/// Start reading at [VmSpec] and [VmFacts], then [VmPlanner], which turns the difference between
/// the two into [VmStep]s. [VmHost] is what they ask of a host; [LibvirtVmHost] asks libvirt
/// through [LibvirtOnHost], the kept connection of one host, and keeps a machine's folder through
/// [VmFolderOnHost]. [DomainXml] is the only code that writes or reads libvirt's XML.
@NullMarked
package io.stampede.vm;

import org.jspecify.annotations.NullMarked;
