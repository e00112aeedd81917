package io.stampede.vm;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.ssh.SshFailure;
import io.stampede.vm.DomainXml.Known;
import io.stampede.vm.LibvirtFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/// A machine's steps on its host. Each looks first and does nothing when its end is reached.
final class LibvirtMoves {
  private static final Duration QUICK = Duration.ofSeconds(15);

  /// MANAGED_SAVE, SNAPSHOTS_METADATA, NVRAM, CHECKPOINTS_METADATA, TPM
  private static final int UNDEFINE_ALL = 1 | 2 | 4 | 16 | 32;

  private static final int UNDEFINE_OLD = 1 | 2 | 4;

  private final HostLink link;
  private final LibvirtOnHost libvirt;
  private final ResourceId id;
  private final VmName name;
  private final Domains domains;
  private final VmFolderOnHost folder;
  private final Instant now;
  private final VmHardware hardware;

  LibvirtMoves(HostLink link, LibvirtOnHost libvirt, ResourceId id, VmSpec spec, Instant now) {
    this.link = link;
    this.libvirt = libvirt;
    this.id = id;
    this.name = spec.name();
    this.domains = new Domains(id, spec);
    this.folder = new VmFolderOnHost(link, id);
    this.now = now;
    this.hardware = spec.hardware();
  }

  Outcome apply(VmStep.OnHost step) throws SshFailure, LibvirtFailure {
    return switch (step) {
      case VmStep.CreateDisk create -> createDisk(create);
      case VmStep.Define define -> define(define);
      case PowerStep power -> new LibvirtPower(link, libvirt, domains, now).apply(power);
      case DiskStep disk -> new LibvirtDisks(libvirt, domains, name).apply(disk);
      case LiveStep live -> new LibvirtLive(libvirt, domains, hardware.nicModel()).apply(live);
      case VmStep.Rename(var name, var was) -> rename(name, was);
      case VmStep.Undefine _, VmStep.Disown _ -> undefine();
      case VmStep.Mark _ -> mark();
      case VmStep.Unmark _ -> unmark();
      case VmStep.Reshape(var _, var shape) -> reshape(shape);
      case VmStep.RemoveFiles _ -> removeFiles();
    };
  }

  private Outcome createDisk(VmStep.CreateDisk step) throws SshFailure {
    return folder
        .createDisk(step)
        .map(problem -> Outcome.again(problem, Duration.ofSeconds(5)))
        .orElse(Outcome.done());
  }

  private Outcome define(VmStep.Define step) throws SshFailure, LibvirtFailure {
    if (libvirt.read(QUICK, domains::look).nameTaken()) return Outcome.stuck(nameTaken());
    var platform = libvirt.read(QUICK, LibvirtMoves::platform);
    if (!platform.arch().equals("x86_64")) {
      return Outcome.stuck(
          Problem.host(
              "unsupported-cpu",
              "%s is %s; machines are only made on x86_64".formatted(link.name(), platform.arch()),
              "choose another host"));
    }
    var known = libvirt.read(QUICK, c -> domains.with(c, domains::known)).orElse(Known.NEW);
    var own = DomainXml.render(id, step, folder.path().value(), platform, known.with(hardware));
    var xml = merged(own);
    Work.note("virDomainDefineXML\n" + xml);
    Work.note("virDomainSetAutostart " + step.autostart());
    try {
      libvirt.call(
          QUICK,
          connection -> {
            var domain = connection.domainDefineXML(xml);
            domain.setAutostart(step.autostart());
            domain.free();
            return true;
          });
    } catch (LibvirtFailure e) {
      return notDefined(e);
    }
    folder.tidy(step.shape().drive(), new LibvirtSnapshots(libvirt, domains, name).drives());
    return Outcome.done();
  }

  private static DomainXml.Platform platform(Connect connection)
      throws LibvirtException, LibvirtFailure {
    try {
      return DomainXml.platform(connection.getCapabilities());
    } catch (Xml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  /// Into the running domain too, so that whoever looks at it sees whose it is.
  private Outcome mark() throws LibvirtFailure {
    return onDomain(
        QUICK,
        domain -> {
          domains.mark(domain, Optional.of(DomainXml.mark(id, domains.done(domain))));
          return Outcome.done();
        });
  }

  private Outcome unmark() throws LibvirtFailure {
    return onDomain(
        QUICK,
        domain -> {
          domains.mark(domain, Optional.empty());
          return Outcome.done();
        });
  }

  private Outcome reshape(VmShape shape) throws LibvirtFailure {
    return libvirt.call(
        QUICK,
        connection ->
            domains
                .with(
                    connection,
                    domain -> {
                      // With its secrets, or they would be lost.
                      int flags = Domain.XMLFlags.SECURE | Domain.XMLFlags.INACTIVE;
                      var xml = reshaped(domain.getXMLDesc(flags), shape);
                      Work.note("virDomainDefineXML " + name + ": " + shape);
                      connection.domainDefineXML(xml).free();
                      return Outcome.done();
                    })
                .orElse(Outcome.done()));
  }

  private static String reshaped(String xml, VmShape shape) throws LibvirtFailure {
    try {
      return DomainXml.reshaped(xml, shape);
    } catch (Xml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private String merged(String own) throws LibvirtFailure {
    if (hardware.xml().isEmpty()) return own;
    try {
      return VmPatch.merged(own, hardware.xml().get());
    } catch (Xml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  /// What libvirt refuses of what a person chose is theirs to mend.
  private Outcome notDefined(LibvirtFailure why) throws LibvirtFailure {
    if (why.reason() != Reason.REFUSED || hardware.equals(VmHardware.USUAL)) throw why;
    var message = String.valueOf(why.getMessage());
    return Outcome.stuck(
        LibvirtPower.isNoUefi(message)
            ? LibvirtPower.noUefi(link.name(), message)
            : Problem.request(
                "not-defined",
                "%s refuses %s as it is to be: %s".formatted(link.name(), name, message),
                "change what is under Hardware"));
  }

  private Outcome rename(VmName next, String was) throws LibvirtFailure {
    Work.note("virDomainRename %s %s".formatted(was, next));
    try {
      libvirt.call(
          QUICK,
          connection ->
              domains.with(
                  connection,
                  domain -> {
                    boolean named = domain.getName().equals(next.value());
                    if (!named) LibvirtCalls.rename(connection, domains.uuid().toString(), next);
                    return true;
                  }));
    } catch (LibvirtFailure e) {
      if (e.reason() != Reason.REFUSED) throw e;
      return Outcome.stuck(
          Problem.request(
              "not-renamed",
              "%s cannot rename %s to %s: %s".formatted(link.name(), was, next, e.getMessage()),
              "choose another name"));
    }
    return Outcome.done();
  }

  private Outcome undefine() throws LibvirtFailure {
    Work.note("virDomainUndefineFlags " + UNDEFINE_ALL);
    return onDomain(
        QUICK,
        domain -> {
          try {
            domain.undefine(UNDEFINE_ALL);
          } catch (LibvirtException e) {
            if (!String.valueOf(e.getMessage()).contains("unsupported flags")) throw e;
            domain.undefine(UNDEFINE_OLD);
          }
          return Outcome.done();
        });
  }

  /// A log by our name may be that of somebody else's domain by now.
  private Outcome removeFiles() throws SshFailure {
    boolean ours = false;
    try {
      ours = !libvirt.read(QUICK, domains::look).nameTaken();
    } catch (LibvirtFailure e) {
      Work.note("the log stays: " + e.getMessage());
    }
    folder.remove(ours ? Optional.of(name) : Optional.empty());
    return Outcome.done();
  }

  /// A domain that is not there needs nothing: the next look tells what is to be done instead.
  private Outcome onDomain(Duration deadline, Domains.Use<Outcome> use) throws LibvirtFailure {
    Optional<Outcome> outcome = libvirt.call(deadline, c -> domains.with(c, use));
    return outcome.orElse(Outcome.done());
  }

  private Problem nameTaken() {
    return Problem.request(
        "name-taken",
        "%s has a domain %s already that is not of this console".formatted(link.name(), name),
        "choose another name, or rename that domain");
  }
}
