/// A VNC viewer: an RFB 3.8 client of our own and the window that shows it.
///
/// The tour: [RfbSession] speaks the protocol over a [io.stampede.ssh.ByteStream] on a thread of
/// its own, hands each rectangle to one of the [Decoder]s, which paint into a [Framebuffer].
/// [VncLink] keeps a session alive, opening a new one when the old one broke. [VncView] shows the
/// picture and sends keys and pointer; [VncWindow] is a window around it.
///
/// The server is untrusted: every length and coordinate it names is checked before anything is
/// allocated or painted.
@NullMarked
package io.stampede.desktop.vnc;

import org.jspecify.annotations.NullMarked;
