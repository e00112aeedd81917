/// Tests of `io.stampede.web.access`.
@NullMarked
package io.stampede.web.access;

import org.jspecify.annotations.NullMarked;
