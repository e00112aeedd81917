/// Adding a host, as a resource of its own: a candidate is looked at from all sides before anything
/// is changed, and becomes a host when a person says so.
///
/// Start reading at [CandidateSpec], what was given and decided, and [CheckRow], what a look at one
/// side of it tells.
@NullMarked
package io.stampede.onboard;

import org.jspecify.annotations.NullMarked;
