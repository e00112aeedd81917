/// Disk images: the console's own copy of each, and its copies on the hosts that need it.
///
/// Start reading at [ImageSpec] and [ImagePlanner], then [ImageStore], where the console keeps the
/// bytes. [ImageCopySpec] is an internal kind of its own: one image on one host. A machine asks for
/// one through [ImageCopies] and waits for it. The bytes that become a disk of QEMU's are looked at
/// first ([Qcow2Header]): an image that names another file is refused.
@NullMarked
package io.stampede.image;

import org.jspecify.annotations.NullMarked;
