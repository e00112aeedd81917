/// How busy a host is and was: [Curves] makes lines out of figures, [FiguresPane] draws them.
@NullMarked
package io.stampede.desktop.figures;

import org.jspecify.annotations.NullMarked;
