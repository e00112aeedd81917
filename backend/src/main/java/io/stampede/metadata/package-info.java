/// What an instance is told about itself: at 169.254.169.254 and on its config drive.
///
/// Start at [Instance], all that there is to tell. [MetadataTree] makes of it the files of EC2's
/// and OpenStack's metadata services, a value that knows neither HTTP nor hosts. [MetadataSite]
/// makes of all instances of a host the files by which a plain nginx answers each its own tree, and
/// [ConfigDrive] an image of a disc. Everything is pure: no clock, no host, no other package of
/// ours.
@NullMarked
package io.stampede.metadata;

import org.jspecify.annotations.NullMarked;
