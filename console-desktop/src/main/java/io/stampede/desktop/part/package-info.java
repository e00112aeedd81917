/// Small parts that screens, the wizard and windows are made of: [Nodes] makes them, [Icons] are
/// theirs, a [Screen] is what fills the middle of the window.
@NullMarked
package io.stampede.desktop.part;

import org.jspecify.annotations.NullMarked;
