/// Tables as they are shown.
@NullMarked
package io.stampede.cli.show;

import org.jspecify.annotations.NullMarked;
