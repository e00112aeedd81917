/// A backend and a screen in memory that behave like real ones, for the tests of the desktop.
@NullMarked
package io.stampede.desktop.fake;

import org.jspecify.annotations.NullMarked;
