package io.stampede.vm;

import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The C library of this machine: its event loop, which keeps connections alive and brings events,
/// is started once, before the first connection.
final class LibvirtLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtLibrary.class);

  /// Errors are thrown; without this the library prints them as well. Kept, or it would be
  /// collected while C still calls it.
  private static final Libvirt.VirErrorCallback SILENT = (_, _) -> {};

  private static boolean started;
  private static boolean loopElsewhere;

  private LibvirtLibrary() {}

  /// libvirt's events come through GLib's main loop, of which a process has one: where a toolkit
  /// (GTK, and so JavaFX on Linux) runs it, a second runner would take the toolkit's events from
  /// it.
  static synchronized void loopRunsElsewhere() {
    loopElsewhere = true;
  }

  /// @throws LinkageError when libvirt is not installed on this machine
  static synchronized void start() throws LibvirtException {
    if (started) return;
    Connect.setErrorCallback(SILENT);
    Library.initEventLoop();
    if (!loopElsewhere) {
      Thread.ofPlatform().daemon().name("libvirt-events").start(LibvirtLibrary::loop);
    }
    started = true;
  }

  private static void loop() {
    while (true) {
      try {
        Library.processEvent();
      } catch (LibvirtException | RuntimeException e) {
        LOG.warn("an event of libvirt failed", e);
      }
    }
  }
}
