/// The web face under test, over a backend in memory.
@NullMarked
package io.stampede.web;

import org.jspecify.annotations.NullMarked;
