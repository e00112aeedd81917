/// The network map over emulated hosts.
@NullMarked
package io.stampede.desktop.map;

import org.jspecify.annotations.NullMarked;
