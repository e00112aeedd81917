/// One kept SSH connection per host, and all that travels on it: commands, files, and streams to
/// Unix sockets and TCP ports of the host. The only package that knows MINA SSHD.
///
/// Start reading at [Remote], what one host can be asked; [SshConnections] opens them.
@NullMarked
package io.stampede.ssh;

import org.jspecify.annotations.NullMarked;
