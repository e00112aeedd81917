package io.stampede.host;

import io.stampede.ssh.Command;
import io.stampede.ssh.LinkState;
import io.stampede.ssh.LocalSocket;
import io.stampede.ssh.Remote;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A host's kept connection, with its local sockets made at their first use.
final class SshHostLink implements HostLink {
  /// libvirt's one daemon, and the one for QEMU where it is split up.
  private static final List<RemotePath> LIBVIRT =
      List.of(
          new RemotePath("/run/libvirt/libvirt-sock"),
          new RemotePath("/run/libvirt/virtqemud-sock"));

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String id;
  private final Remote remote;
  private final Map<RemotePath, LocalSocket> forwards = new HashMap<>();
  private volatile HostSpec spec;
  private volatile Optional<String> bootId = Optional.empty();

  SshHostLink(String id, HostSpec spec, Remote remote) {
    this.id = id;
    this.spec = spec;
    this.remote = remote;
  }

  HostSpec spec() {
    return spec;
  }

  /// Takes a spec that is reached in the same way: a new name.
  void become(HostSpec next) {
    spec = next;
  }

  /// The boot may be another one after a cut.
  void changed(LinkState state) {
    if (!(state instanceof LinkState.Up)) bootId = Optional.empty();
  }

  boolean isUp() {
    return remote.state() instanceof LinkState.Up;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String name() {
    return spec.name().value();
  }

  @Override
  public Remote remote() {
    return remote;
  }

  @Override
  public Path dockerSocket() throws SshFailure {
    return forward(DockerHttp.SOCKET);
  }

  @Override
  public Path libvirtSocket() throws SshFailure {
    for (var socket : LIBVIRT) {
      if (remote.files().stat(socket).isPresent()) return forward(socket);
    }
    return forward(LIBVIRT.getFirst());
  }

  private Path forward(RemotePath socket) throws SshFailure {
    synchronized (forwards) {
      var known = forwards.get(socket);
      if (known != null) return known.path();
      var made = remote.forwardUnix(socket);
      forwards.put(socket, made);
      return made.path();
    }
  }

  @Override
  public String bootId() throws SshFailure {
    var known = bootId;
    if (known.isPresent()) return known.get();
    var read =
        remote.exec(Command.of("cat", "/proc/sys/kernel/random/boot_id"), PATIENCE).out().strip();
    if (!read.matches("[0-9a-f-]{8,40}")) {
      throw new SshFailure(SshFailure.Reason.PROTOCOL, name() + " does not say which boot this is");
    }
    bootId = Optional.of(read);
    return read;
  }

  void close() {
    synchronized (forwards) {
      forwards.values().forEach(LocalSocket::close);
      forwards.clear();
    }
    remote.close();
  }

  @Override
  public String toString() {
    return name() + " (" + id + ")";
  }
}
