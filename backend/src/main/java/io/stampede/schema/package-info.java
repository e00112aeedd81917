/// What a kind is to the outside: its fields with label, help, unit and constraints, and its
/// actions with their guards. Derived once, by reflection, from the kind's spec and facts records.
///
/// Start reading at [KindSchema]; [Field] is how a record component describes itself; [Codec] turns
/// records into JSON values and back, naming the field at fault.
@NullMarked
package io.stampede.schema;

import org.jspecify.annotations.NullMarked;
