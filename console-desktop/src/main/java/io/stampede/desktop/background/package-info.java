/// The one door between the toolkit's thread and all others: [Background].
@NullMarked
package io.stampede.desktop.background;

import org.jspecify.annotations.NullMarked;
