package io.stampede.vm;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.vm.LibvirtFailure.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainSnapshot;
import org.libvirt.LibvirtException;

/// Snapshots of one machine through libvirt. What takes long has a connection of its own; a console
/// that ends meanwhile leaves libvirt at it, and the next look finds what came of it.
final class LibvirtSnapshots {
  private static final Duration QUICK = Duration.ofSeconds(15);

  /// Of the memory of a large machine on a slow disk.
  private static final Duration LONG = Duration.ofHours(2);

  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final LibvirtOnHost libvirt;
  private final Domains domains;
  private final VmName name;

  LibvirtSnapshots(LibvirtOnHost libvirt, Domains domains, VmName name) {
    this.libvirt = libvirt;
    this.domains = domains;
    this.name = name;
  }

  /// Whoever made them, the oldest first.
  static List<VmSnapshot> all(Domain domain) throws LibvirtException, LibvirtFailure {
    if (domain.snapshotNum() == 0) return List.of();
    var current = current(domain);
    var all = new ArrayList<VmSnapshot>();
    for (var called : domain.snapshotListNames()) {
      var xml = xml(domain, called);
      if (xml.isPresent()) all.add(parse(xml.get(), current));
    }
    all.sort(Comparator.comparing(VmSnapshot::at).thenComparing(VmSnapshot::name));
    return all;
  }

  private static Optional<String> current(Domain domain) throws LibvirtException, LibvirtFailure {
    if (domain.hasCurrentSnapshot() != 1) return Optional.empty();
    var snapshot = domain.snapshotCurrent();
    try {
      return Optional.of(parse(snapshot.getXMLDesc(), Optional.empty()).name());
    } finally {
      snapshot.free();
    }
  }

  private static VmSnapshot parse(String xml, Optional<String> current) throws LibvirtFailure {
    try {
      return SnapshotXml.parse(xml, current);
    } catch (Xml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> xml(Domain domain, String called) throws LibvirtException {
    var snapshot = find(domain, called);
    if (snapshot.isEmpty()) return Optional.empty();
    try {
      return Optional.of(snapshot.get().getXMLDesc());
    } finally {
      snapshot.get().free();
    }
  }

  private static Optional<DomainSnapshot> find(Domain domain, String called)
      throws LibvirtException {
    try {
      return Optional.ofNullable(domain.snapshotLookupByName(called));
    } catch (LibvirtException e) {
      if (String.valueOf(e.getMessage()).contains("no domain snapshot")) return Optional.empty();
      throw e;
    }
  }

  /// @return empty when there is no such machine
  Optional<List<VmSnapshot>> look(Duration deadline) throws LibvirtFailure {
    return libvirt.read(deadline, (Connect c) -> domains.with(c, LibvirtSnapshots::all));
  }

  /// Prints of the drives with metadata that snapshots need for going back.
  List<String> drives() throws LibvirtFailure {
    return look(QUICK).orElse(List.of()).stream().flatMap(s -> s.drives().stream()).toList();
  }

  Outcome take(SnapshotHost.Taking what) throws LibvirtFailure {
    Optional<Outcome> refused =
        libvirt
            .read(QUICK, (Connect c) -> domains.with(c, domain -> refusal(domain, what)))
            .orElseGet(() -> Optional.of(Outcome.again(notThere(), AGAIN)));
    if (refused.isPresent()) return refused.get();
    Work.note("virDomainSnapshotCreateXML %s %s".formatted(name, what.name()));
    try {
      Optional<Outcome> taken =
          libvirt.alone(
              LONG,
              () -> progress("saving " + name),
              (Connect c) -> domains.with(c, domain -> take(domain, what)));
      return taken.orElse(Outcome.again(notThere(), AGAIN));
    } catch (LibvirtFailure e) {
      if (e.reason() != Reason.REFUSED) throw e;
      return notTaken(what.name(), String.valueOf(e.getMessage()));
    }
  }

  /// Why it is not to be taken, or that it was.
  private Optional<Outcome> refusal(Domain domain, SnapshotHost.Taking what)
      throws LibvirtException, LibvirtFailure {
    if (xml(domain, what.name()).isPresent()) return Optional.of(Outcome.done());
    if (domain.isActive() == 1 && !what.memory()) {
      return Optional.of(Outcome.stuck(SnapshotProblems.runs(name)));
    }
    var disks = disks(domain);
    return disks
        .raw()
        .map(raw -> SnapshotProblems.rawDisk(name, raw))
        .or(() ->
            disks.kept().isEmpty()
                ? Optional.of(SnapshotProblems.noDisk(name))
                : Optional.<Problem>empty())
        .map(Outcome::stuck);
  }

  private static SnapshotXml.Disks disks(Domain domain) throws LibvirtException, LibvirtFailure {
    try {
      return SnapshotXml.disks(domain.getXMLDesc(0));
    } catch (Xml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  /// It may have been started or switched off meanwhile.
  private Outcome take(Domain domain, SnapshotHost.Taking what)
      throws LibvirtException, LibvirtFailure {
    if (xml(domain, what.name()).isPresent()) return Outcome.done();
    boolean runs = domain.isActive() == 1;
    if (runs && !what.memory()) return Outcome.stuck(SnapshotProblems.runs(name));
    var xml = SnapshotXml.render(what, disks(domain), runs);
    domain.snapshotCreateXML(xml, 0).free();
    return Outcome.done();
  }

  Outcome drop(String called) throws LibvirtFailure {
    Work.note("virDomainSnapshotDelete %s %s".formatted(name, called));
    try {
      libvirt.alone(
          LONG,
          () -> progress("removing a snapshot of " + name),
          (Connect c) ->
              domains.with(
                  c,
                  domain -> {
                    var snapshot = find(domain, called);
                    if (snapshot.isEmpty()) return true;
                    try {
                      snapshot.get().delete(0);
                    } finally {
                      snapshot.get().free();
                    }
                    return true;
                  }));
      return Outcome.done();
    } catch (LibvirtFailure e) {
      if (e.reason() != Reason.REFUSED) throw e;
      return Outcome.again(failed("removed", String.valueOf(e.getMessage())), AGAIN);
    }
  }

  /// That it went back is noted by the same call, so that it goes back once.
  Outcome revert(PowerStep.Revert step) throws LibvirtFailure {
    try {
      libvirt.alone(
          LONG,
          () -> progress("reading the memory of " + name),
          (Connect c) ->
              domains.with(
                  c,
                  domain -> {
                    var wish = OptionalInt.of(step.wish());
                    if (domains.done(domain).equals(wish)) return true;
                    LibvirtCalls.revert(c, domains.uuid().toString(), step.snapshot());
                    domains.note(domain, wish);
                    return true;
                  }));
      return Outcome.done();
    } catch (LibvirtFailure e) {
      if (e.reason() != Reason.REFUSED) throw e;
      return Outcome.again(failed("gone back to", String.valueOf(e.getMessage())), AGAIN);
    }
  }

  /// Where libvirt can say how far it is; it says nothing while QEMU writes memory into a disk.
  private void progress(String doing) {
    try {
      var job = libvirt.read(QUICK, (Connect c) -> domains.with(c, Domain::getJobInfo));
      int percent =
          job.filter(j -> j.getDataTotal() > 0)
              .map(j -> (int) (j.getDataProcessed() * 100 / j.getDataTotal()))
              .orElse(0);
      Work.progress(percent, doing);
    } catch (LibvirtFailure _) {
      Work.progress(0, doing);
    }
  }

  private Outcome notTaken(String called, String why) {
    Work.note(why);
    if (why.contains("already exists")) return Outcome.again(failed("taken", why), AGAIN);
    if (why.contains("pflash")) return Outcome.stuck(SnapshotProblems.firmware(name.value()));
    if (why.contains("No space left") || why.contains("not enough space")) {
      return Outcome.again(
          Problem.capacity(
              "no-space",
              "there is no space for snapshot %s of %s: %s".formatted(called, name, why),
              "free space in /var/lib on its host"),
          AGAIN);
    }
    return Outcome.again(failed("taken", why), AGAIN);
  }

  private Problem failed(String done, String why) {
    return Problem.host(
        "snapshot-failed",
        "a snapshot of %s could not be %s: %s".formatted(name, done, why),
        "see libvirt's log on the host");
  }

  private Problem notThere() {
    return Problem.host("not-there", name + " is not on its host yet", "wait for it");
  }
}
