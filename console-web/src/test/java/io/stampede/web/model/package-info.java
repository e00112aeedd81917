/// Tests of `io.stampede.web.model`.
@NullMarked
package io.stampede.web.model;

import org.jspecify.annotations.NullMarked;
