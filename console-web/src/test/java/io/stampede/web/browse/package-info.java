/// Tests of `io.stampede.web.browse`.
@NullMarked
package io.stampede.web.browse;

import org.jspecify.annotations.NullMarked;
