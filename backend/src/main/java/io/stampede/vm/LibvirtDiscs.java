package io.stampede.vm;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.vm.LibvirtFailure.Reason;
import java.time.Duration;
import java.util.Optional;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/// The CD drive of a machine that runs.
final class LibvirtDiscs {
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final int AFFECT_LIVE = 1;

  private LibvirtDiscs() {}

  /// A guest that has locked its drive is asked to open it, and not forced.
  static void change(Domain domain, Optional<String> disc) throws LibvirtException, LibvirtFailure {
    Optional<String> drive;
    try {
      drive = DiscXml.changed(domain.getXMLDesc(0), disc);
    } catch (Xml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
    if (drive.isEmpty()) {
      Work.note("this run has no CD drive");
      return;
    }
    Work.note("virDomainUpdateDeviceFlags\n" + drive.get());
    domain.updateDeviceFlags(drive.get(), AFFECT_LIVE);
  }

  static boolean isLocked(LibvirtException e) {
    var why = String.valueOf(e.getMessage());
    return why.contains("locked") || why.contains("tray");
  }

  static Outcome held(VmName name) {
    return Outcome.again(
        Problem.host(
            "guest-holds-disc",
            "the guest of %s has locked its CD drive".formatted(name),
            "unmount or eject the disc in the guest; or switch the machine off"),
        AGAIN);
  }
}
