package io.stampede.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import io.stampede.ssh.ByteStream;
import io.stampede.ssh.Command;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.ExecResult;
import io.stampede.ssh.LinkState;
import io.stampede.ssh.LocalSocket;
import io.stampede.ssh.Pty;
import io.stampede.ssh.Remote;
import io.stampede.ssh.RemoteFiles;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.RunningCommand;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.Terminal;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A host that answers every command in the same way, has nothing else, and no libvirt.
public record ScriptedHost(int status, String output) implements HostLink, HostLinks, Remote {
  private static SshFailure nothing() {
    return new SshFailure(SshFailure.Reason.NOT_LISTENING, "there is nothing here");
  }

  @Override
  public ExecResult exec(Command command, InputStream stdin, Duration deadline) {
    return new ExecResult(status, output.getBytes(UTF_8), new byte[0]);
  }

  @Override
  public String id() {
    return "ho-scripted";
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Remote remote() {
    return this;
  }

  @Override
  public Path dockerSocket() throws SshFailure {
    throw nothing();
  }

  @Override
  public Path libvirtSocket() throws SshFailure {
    throw nothing();
  }

  @Override
  public String bootId() {
    return "boot";
  }

  @Override
  public Optional<HostLink> find(String hostId) {
    return Optional.of(this);
  }

  @Override
  public List<HostLink> all() {
    return List.of(this);
  }

  @Override
  public void onUp(Consumer<HostLink> listener) {}

  @Override
  public void onDown(Consumer<HostLink> listener) {}

  @Override
  public Endpoint endpoint() {
    return Endpoint.of("192.0.2.1", 22, "root");
  }

  @Override
  public void connect() {}

  @Override
  public RunningCommand start(Command command) throws SshFailure {
    throw nothing();
  }

  @Override
  public Optional<SshFailure> bridged() {
    return Optional.empty();
  }

  @Override
  public Terminal shell(Pty pty) throws SshFailure {
    throw nothing();
  }

  @Override
  public RemoteFiles files() {
    throw new UnsupportedOperationException("no files here");
  }

  @Override
  public ByteStream openUnix(RemotePath socket) throws SshFailure {
    throw nothing();
  }

  @Override
  public ByteStream openTcp(String host, int port) throws SshFailure {
    throw nothing();
  }

  @Override
  public LocalSocket forwardUnix(RemotePath socket) throws SshFailure {
    throw nothing();
  }

  @Override
  public String hostKeyFingerprint() {
    return "SHA256:none";
  }

  @Override
  public LinkState state() {
    return new LinkState.Up(hostKeyFingerprint());
  }

  @Override
  public Remote.Listening onState(Consumer<LinkState> listener) {
    return () -> {};
  }

  @Override
  public void close() {}
}
