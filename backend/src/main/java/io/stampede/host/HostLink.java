package io.stampede.host;

import io.stampede.ssh.Remote;
import io.stampede.ssh.SshFailure;
import java.nio.file.Path;

/// One host as the adapters of the other kinds see it: its kept connection, and its Docker and
/// libvirt sockets as local sockets that lead there through it.
public interface HostLink {
  /// The host's resource id, as `ho-7k2m9q4t`.
  String id();

  /// For messages, as `h1`.
  String name();

  Remote remote();

  /// A local Unix socket that leads to the host's `/var/run/docker.sock`; the same path for the
  /// life of the link.
  Path dockerSocket() throws SshFailure;

  /// A local Unix socket that leads to the host's libvirt socket.
  Path libvirtSocket() throws SshFailure;

  /// `/proc/sys/kernel/random/boot_id` of the boot that the standing connection belongs to.
  String bootId() throws SshFailure;
}
