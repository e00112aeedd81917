/// Pictures of the desktop over a sample site, to be looked at by a person.
@NullMarked
package io.stampede.desktop.look;

import org.jspecify.annotations.NullMarked;
