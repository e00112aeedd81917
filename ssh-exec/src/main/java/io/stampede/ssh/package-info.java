/// One kept SSH connection per host, and all that travels on it: commands, files, and streams to
/// Unix sockets and TCP ports of the host. The only package that knows MINA SSHD.
///
/// Start reading at [Remote], what one host can be asked; [SshConnections] opens them. Behind it:
/// `Link` keeps the one session to a host and makes it again after a cut, `Dialer` makes sessions
/// (`HostKeyGate` and `Keys` say to whom and as whom), and `Commands`, `SftpFiles`, `Streams` and
/// `SocketForward` are what travels on one. `Failures` and `Channels` put errors into words.
@NullMarked
package io.stampede.ssh;

import org.jspecify.annotations.NullMarked;
