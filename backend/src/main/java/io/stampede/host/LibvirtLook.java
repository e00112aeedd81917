package io.stampede.host;

/// Asks a host's libvirt for its version and its machines, in one call. Made by the package that
/// knows libvirt.
@FunctionalInterface
public interface LibvirtLook {
  /// Waits no longer than a few seconds.
  Daemon look(HostLink link);
}
