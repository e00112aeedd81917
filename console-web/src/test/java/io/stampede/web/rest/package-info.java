/// Tests of `io.stampede.web.rest`.
@NullMarked
package io.stampede.web.rest;

import org.jspecify.annotations.NullMarked;
