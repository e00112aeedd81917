/// What machines are commonly made of: for each system, where its newest image and that one's
/// checksum are found, and what a machine of it needs.
///
/// Start reading at [TemplateSpec] and [Finder], which is pure. [Templates] is what a machine asks.
@NullMarked
package io.stampede.template;

import org.jspecify.annotations.NullMarked;
