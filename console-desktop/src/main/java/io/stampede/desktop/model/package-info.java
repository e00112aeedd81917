/// What the desktop's views show and do, without a toolkit's widget in it.
///
/// The tour: [World] keeps a live copy of all resources ([Rows] of [Row]s) and tasks. [ListModel]
/// filters a kind's rows; [FormModel] is a form made from a schema; [Doer] asks for actions and
/// removals; [Attention] is what a person should look at first; [Palette] finds anything by typing.
/// [Words] turns values into text, [CopyAs] a change into curl, command line and Python.
@NullMarked
package io.stampede.desktop.model;

import org.jspecify.annotations.NullMarked;
