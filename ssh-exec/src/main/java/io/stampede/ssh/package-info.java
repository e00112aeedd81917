/// One kept SSH connection per host, and all that travels on it: commands, files, and streams to
/// Unix sockets and TCP ports of the host. The only package that knows MINA SSHD.
///
/// Start reading at [Remote], what one host can be asked; [SshConnections] opens them. Behind it:
/// `Link` keeps the one session to a host and makes it again after a cut; `Dialer` makes sessions
/// along a `Way` of jumps, each through the `Tunnel` of the one before. To whom is said by
/// `HostKeyGate` (`HostCertificate` judges those that an authority vouches for, `Negotiation` asks
/// for the keys that can be accepted), as whom by `Identity`, `Keys`, `AgentKeys` and
/// `OnePassword`. `Commands`, `ShellTerminal`, `SftpFiles` (`Download`), `Streams` and
/// `SocketForward` are what travels on a session; `Sessions` finds room for what sshd counts, and
/// `ExecBridge` stands in where it refuses to forward. `Failures`, `Channels` and `SocketDiagnosis`
/// put errors into words.
@NullMarked
package io.stampede.ssh;

import org.jspecify.annotations.NullMarked;
