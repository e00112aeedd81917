/// How busy hosts are: one read per host and round, and a bounded history of it.
///
/// Start reading at [FigureHistory], which asks a [FigureSource] for [Counters] every ten seconds,
/// makes [Figures] of two of them, and averages these down into the coarser [Resolution]s, which an
/// [FigureArchive] keeps over restarts.
@NullMarked
package io.stampede.figures;

import org.jspecify.annotations.NullMarked;
