/// The product without a face: plain Java, no Spring, no UI toolkit.
///
/// Start reading at [Stampede], where everything is wired; then `engine`, what drives every
/// resource; then one kind, as `container`.
@NullMarked
package io.stampede;

import org.jspecify.annotations.NullMarked;
