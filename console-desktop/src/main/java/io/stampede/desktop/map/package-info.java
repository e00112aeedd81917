/// The network map: [MapScreen] shows the picture and the tables beside it, [MapPane] draws what
/// [io.stampede.topology.Layout] has placed.
@NullMarked
package io.stampede.desktop.map;

import org.jspecify.annotations.NullMarked;
