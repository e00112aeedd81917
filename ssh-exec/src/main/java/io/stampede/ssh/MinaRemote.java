package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// One host: its kept session, and all that travels on it.
final class MinaRemote implements Remote {
  private final Endpoint endpoint;
  private final Link link;
  private final Sessions sessions;
  private final Commands commands;
  private final Streams streams;
  private final SftpLine sftp;
  private final SftpFiles files;
  private final SocketFolder folder;
  private final Set<SocketForward> forwards = ConcurrentHashMap.newKeySet();

  MinaRemote(Endpoint endpoint, Link link, Sessions sessions, SocketFolder folder) {
    this.endpoint = endpoint;
    this.link = link;
    this.sessions = sessions;
    this.folder = folder;
    commands = new Commands(endpoint, sessions);
    var diagnosis = new SocketDiagnosis(endpoint, commands);
    streams = new Streams(endpoint, link, diagnosis, new ExecBridge(endpoint, commands, diagnosis));
    sftp = new SftpLine(endpoint, sessions);
    files = new SftpFiles(sftp);
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void connect() throws SshFailure {
    link.session();
  }

  @Override
  public ExecResult exec(Command command, Duration deadline) throws SshFailure {
    return commands.run(command, null, deadline);
  }

  @Override
  public ExecResult exec(Command command, InputStream stdin, Duration deadline) throws SshFailure {
    return commands.run(command, stdin, deadline);
  }

  @Override
  public RunningCommand start(Command command) throws SshFailure {
    return commands.start(command);
  }

  @Override
  public Terminal shell(Pty pty) throws SshFailure {
    return commands.shell(pty);
  }

  @Override
  public RemoteFiles files() {
    return files;
  }

  @Override
  public ByteStream openUnix(RemotePath socket) throws SshFailure {
    return streams.unix(socket);
  }

  @Override
  public Optional<SshFailure> bridged() {
    return streams.bridged();
  }

  @Override
  public ByteStream openTcp(String host, int port) throws SshFailure {
    return streams.tcp(host, port);
  }

  @Override
  public LocalSocket forwardUnix(RemotePath socket) throws SshFailure {
    try {
      var forward = new SocketForward(folder, () -> streams.unix(socket));
      forwards.removeIf(SocketForward::closed);
      forwards.add(forward);
      return forward;
    } catch (IOException e) {
      throw new SshFailure(
          Reason.FILE,
          "no local socket could be made for %s of %s: %s"
              .formatted(socket, Failures.at(endpoint), Failures.said(e)),
          e);
    }
  }

  @Override
  public String hostKeyFingerprint() throws SshFailure {
    return Fingerprints.of(link.session());
  }

  @Override
  public LinkState state() {
    return link.state();
  }

  @Override
  public Listening onState(Consumer<LinkState> listener) {
    return link.announcer().listen(listener);
  }

  boolean closed() {
    return link.closed();
  }

  @Override
  public void close() {
    for (var forward : forwards) forward.close();
    sftp.close();
    link.close();
    sessions.close();
  }
}
