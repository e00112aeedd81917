/// Screens and terminals: one-time tickets, and bytes relayed beside the engine.
@NullMarked
package io.stampede.screen;

import org.jspecify.annotations.NullMarked;
