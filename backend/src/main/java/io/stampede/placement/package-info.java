/// On which host a workload goes, when nobody says so.
///
/// Start reading at [Placement]: a pure function from what hosts have ([Room]), what is reserved
/// and what is asked ([Ask]) to a [Choice]. [Wish] is what people can say about it; [Rooms] reads
/// hosts as [Room]s. The store calls it in the transaction that keeps the intent, so that nothing
/// is given away twice.
@NullMarked
package io.stampede.placement;

import org.jspecify.annotations.NullMarked;
