/// A terminal with a shell on a host. The emulator is JediTermFX's; [TerminalLink] brings it the
/// bytes of the connection, [TerminalWindow] opens it, says when it has ended, and opens it anew.
@NullMarked
package io.stampede.desktop.terminal;

import org.jspecify.annotations.NullMarked;
