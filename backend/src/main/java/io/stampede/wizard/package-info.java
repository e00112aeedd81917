/// “Add hosts”, without a toolkit: what the wizard of both consoles shows and does.
///
/// Start reading at [Wizard]: commands in, [Shown] out, an immutable picture that a view draws as
/// it is. What is being added are resources of the kind `candidate`: a closed window, a restart or
/// a second console lose nothing, and opening the wizard again goes on where it was. [HostRow] is
/// one of them, [Stand] how far it is, [Matrix] its checks beside those of the others. Its words
/// are in `words.properties`, so that both consoles say the same.
@NullMarked
package io.stampede.wizard;

import org.jspecify.annotations.NullMarked;
