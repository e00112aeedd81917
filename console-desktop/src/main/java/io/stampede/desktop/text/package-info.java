/// What the desktop console says, from `texts.properties`.
@NullMarked
package io.stampede.desktop.text;

import org.jspecify.annotations.NullMarked;
