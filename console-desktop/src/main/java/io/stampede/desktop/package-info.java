/// The desktop console: the same places and words as the web console, in JavaFX.
///
/// The tour: [Launcher] starts [DesktopApp], which opens a backend and shows
/// [io.stampede.desktop.view.MainWindow]. Views (`view`) show what view models (`model`) decide;
/// models know only `io.stampede.client` and properties. `background` is the one door to the
/// toolkit's thread. `vnc` is the viewer of remote screens.
@NullMarked
package io.stampede.desktop;

import org.jspecify.annotations.NullMarked;
