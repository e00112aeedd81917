/// How fast it is on real hosts, against the tools one would use otherwise: `./stampede bench`.
///
/// [Bench] runs the races one after the other. In each, both sides take turns, so that what else
/// the machine does hits both alike; what is compared are medians. Nothing is asserted: a time
/// depends on the machine, so a goal that is missed is shown, not failed.
@NullMarked
package io.stampede.bench;

import org.jspecify.annotations.NullMarked;
