/// Tests of `io.stampede.web.ui`.
@NullMarked
package io.stampede.web.ui;

import org.jspecify.annotations.NullMarked;
