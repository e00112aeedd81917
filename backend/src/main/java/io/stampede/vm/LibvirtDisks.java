package io.stampede.vm;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.vm.LibvirtFailure.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/// Volumes of a machine, plugged in and out, and made larger.
final class LibvirtDisks {
  private static final Duration QUICK = Duration.ofSeconds(15);
  private static final Duration LETTING_GO = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int AFFECT_LIVE = 1;
  private static final int AFFECT_CONFIG = 2;

  /// VIR_DOMAIN_BLOCK_RESIZE_BYTES
  private static final int BYTES = 1;

  private final LibvirtOnHost libvirt;
  private final Domains domains;
  private final VmName name;

  LibvirtDisks(LibvirtOnHost libvirt, Domains domains, VmName name) {
    this.libvirt = libvirt;
    this.domains = domains;
    this.name = name;
  }

  /// What a domain has of volumes; nothing live when it does not run.
  static VmStorage.Seen seen(Domain domain) throws LibvirtException, LibvirtFailure {
    return new VmStorage.Seen(
        disks(domain, AFFECT_CONFIG),
        domain.isActive() == 1 ? disks(domain, AFFECT_LIVE) : List.of());
  }

  private static String xml(Domain domain, int where) throws LibvirtException {
    return domain.getXMLDesc(where == AFFECT_LIVE ? 0 : Domain.XMLFlags.INACTIVE);
  }

  private static List<VmDisk> disks(Domain domain, int where)
      throws LibvirtException, LibvirtFailure {
    try {
      return VolumeXml.disks(xml(domain, where));
    } catch (Xml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  Outcome apply(DiskStep step) throws LibvirtFailure {
    return switch (step) {
      case DiskStep.Attach(var _, var disk) -> attach(disk);
      case DiskStep.Detach(var _, var disk) -> detach(disk);
    };
  }

  private Outcome attach(VmDisk disk) throws LibvirtFailure {
    var xml = VolumeXml.disk(disk);
    Work.note("virDomainAttachDeviceFlags " + name + "\n" + xml);
    try {
      return on(domain -> {
        attach(domain, disk, xml, AFFECT_CONFIG);
        if (domain.isActive() == 1) attach(domain, disk, xml, AFFECT_LIVE);
        return Outcome.done();
      });
    } catch (LibvirtFailure e) {
      if (e.reason() != Reason.REFUSED) throw e;
      return Outcome.again(refused(disk, e), AGAIN);
    }
  }

  private static void attach(Domain domain, VmDisk disk, String xml, int where)
      throws LibvirtException, LibvirtFailure {
    if (disks(domain, where).contains(disk)) return;
    if (disk.bus() == VmDisk.Bus.SCSI && !hasScsi(domain, where)) {
      domain.attachDeviceFlags(VolumeXml.SCSI, where);
    }
    domain.attachDeviceFlags(xml, where);
  }

  private static boolean hasScsi(Domain domain, int where) throws LibvirtException, LibvirtFailure {
    try {
      return VolumeXml.hasScsi(xml(domain, where));
    } catch (Xml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private Problem refused(VmDisk disk, LibvirtFailure e) {
    var why = String.valueOf(e.getMessage());
    if (why.contains("PCI slots")) {
      return Problem.host(
          "no-slot",
          "%s has no free slot for volume %s while it runs".formatted(name, disk.volume()),
          "restart it; or attach the volume as " + disk.volume() + ":scsi");
    }
    return Problem.host(
        "attach-failed",
        "%s did not take volume %s: %s".formatted(name, disk.volume(), why),
        "see libvirt's log on the host");
  }

  /// The call returns before the guest has let go: until then its QEMU has the file open.
  private Outcome detach(VmDisk disk) throws LibvirtFailure {
    Work.note("virDomainDetachDeviceFlags %s %s".formatted(name, disk.dev()));
    var xml = VolumeXml.disk(disk);
    on(domain -> {
      if (has(domain, disk, AFFECT_CONFIG)) domain.detachDeviceFlags(xml, AFFECT_CONFIG);
      boolean isLive = domain.isActive() == 1 && has(domain, disk, AFFECT_LIVE);
      if (isLive) domain.detachDeviceFlags(xml, AFFECT_LIVE);
      return Outcome.done();
    });
    long end = System.nanoTime() + LETTING_GO.toNanos();
    while (isLive(disk)) {
      if (System.nanoTime() > end) return Outcome.again(held(disk), AGAIN);
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return Outcome.again(held(disk));
      }
    }
    return Outcome.done();
  }

  private static boolean has(Domain domain, VmDisk disk, int where)
      throws LibvirtException, LibvirtFailure {
    return disks(domain, where).stream().anyMatch(d -> d.volume().equals(disk.volume()));
  }

  private boolean isLive(VmDisk disk) throws LibvirtFailure {
    Optional<Boolean> live =
        libvirt.read(
            QUICK,
            (Connect c) -> domains.with(c, d -> d.isActive() == 1 && has(d, disk, AFFECT_LIVE)));
    return live.orElse(false);
  }

  private Problem held(VmDisk disk) {
    return Problem.host(
        "guest-holds-it",
        "the guest of %s has not let go of volume %s yet".formatted(name, disk.volume()),
        "unmount it in the guest; or switch the machine off");
  }

  /// @return empty when the machine does not run with it
  Optional<Outcome> grow(String volume, long bytes) throws LibvirtFailure {
    return libvirt
        .call(
            QUICK,
            (Connect c) ->
                domains.with(
                    c,
                    domain -> {
                      if (domain.isActive() == 0) return Optional.<Outcome>empty();
                      for (var disk : disks(domain, AFFECT_LIVE)) {
                        if (!disk.volume().equals(volume)) continue;
                        Work.note("virDomainBlockResize %s %d".formatted(disk.dev(), bytes));
                        domain.blockResize(disk.dev(), bytes, BYTES);
                        return Optional.of(Outcome.done());
                      }
                      return Optional.<Outcome>empty();
                    }))
        .flatMap(done -> done);
  }

  private Outcome on(Domains.Use<Outcome> use) throws LibvirtFailure {
    Optional<Outcome> done = libvirt.call(QUICK, (Connect c) -> domains.with(c, use));
    return done.orElse(Outcome.done());
  }
}
