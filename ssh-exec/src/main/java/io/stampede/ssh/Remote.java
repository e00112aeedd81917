package io.stampede.ssh;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// One host behind one kept SSH connection.
///
/// The connection is opened by the first call, kept alive, and opened again after a cut (with
/// backoff: a call during the pause fails at once, for the reason of the last attempt). All methods
/// may be called from any thread and block the calling (virtual) thread; none waits for ever.
public interface Remote extends AutoCloseable {
  Endpoint endpoint();

  /// Makes sure that the connection stands: connects and authenticates when it does not.
  void connect() throws SshFailure;

  /// Runs a command to its end. Output beyond `Command#MAX_OUTPUT` bytes is a failure, not a heap.
  /// A command that ends by a signal or without a status is a failure too.
  default ExecResult exec(Command command, Duration deadline) throws SshFailure {
    return exec(command, InputStream.nullInputStream(), deadline);
  }

  /// The same, with what the command reads from standard input (streamed, closed at its end).
  ExecResult exec(Command command, InputStream stdin, Duration deadline) throws SshFailure;

  /// Starts a command and hands over its streams; closing the result ends the command's channel.
  RunningCommand start(Command command) throws SshFailure;

  /// A login shell in a terminal. It takes one of the host's sessions as long as it is open.
  Terminal shell(Pty pty) throws SshFailure;

  RemoteFiles files();

  /// A stream to a Unix socket of the host (`direct-streamlocal@openssh.com`, OpenSSH's PROTOCOL
  /// file, section 2.4), or through a command there where sshd refuses that: see [#bridged].
  ByteStream openUnix(RemotePath socket) throws SshFailure;

  /// Why streams to Unix sockets are carried by a command on the host (`docker system dial-stdio`,
  /// `socat`, `nc`) where sshd itself refuses to: slower, and each takes one of the host's
  /// sessions. Empty where sshd forwards, and before the first stream.
  Optional<SshFailure> bridged();

  /// A stream to a TCP port as the host reaches it (`direct-tcpip`).
  ByteStream openTcp(String host, int port) throws SshFailure;

  /// A local Unix socket, in a folder that only this user can enter, each connection to which
  /// becomes one stream to the host's socket. Survives reconnects; closed by its `close` or with
  /// the remote.
  LocalSocket forwardUnix(RemotePath socket) throws SshFailure;

  /// The SHA-256 fingerprint (`SHA256:…`) of the host key seen on the standing connection.
  String hostKeyFingerprint() throws SshFailure;

  LinkState state();

  /// Calls the listener at every change of state until the returned handle is closed: in order, on
  /// a thread of its own, so that it may block.
  Listening onState(Consumer<LinkState> listener);

  /// Ends what [#onState] began.
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  void close();
}
