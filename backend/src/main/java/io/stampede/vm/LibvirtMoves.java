package io.stampede.vm;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.ssh.SshFailure;
import io.stampede.vm.LibvirtFailure.Reason;
import io.stampede.vm.VmFacts.DomainState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/// A machine's steps on its host. Each looks first and does nothing when its end is reached.
final class LibvirtMoves {
  private static final Duration QUICK = Duration.ofSeconds(15);
  private static final Duration SLOW = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(200);

  /// A guest that is just starting loses the first signal of its power button.
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  /// MANAGED_SAVE, SNAPSHOTS_METADATA, NVRAM, CHECKPOINTS_METADATA, TPM
  private static final int UNDEFINE_ALL = 1 | 2 | 4 | 16 | 32;

  private static final int UNDEFINE_OLD = 1 | 2 | 4;

  /// VIR_DOMAIN_METADATA_ELEMENT
  private static final int METADATA_ELEMENT = 2;

  private static final String MARK_PREFIX = "stampede";
  private static final int AFFECT_LIVE = 1;
  private static final int AFFECT_CONFIG = 2;

  private final HostLink link;
  private final LibvirtOnHost libvirt;
  private final ResourceId id;
  private final VmName name;
  private final Domains domains;
  private final VmFolderOnHost folder;

  LibvirtMoves(HostLink link, LibvirtOnHost libvirt, ResourceId id, VmSpec spec) {
    this.link = link;
    this.libvirt = libvirt;
    this.id = id;
    this.name = spec.name();
    this.domains = new Domains(id, spec);
    this.folder = new VmFolderOnHost(link, id);
  }

  Outcome apply(VmStep.OnHost step) throws SshFailure, LibvirtFailure {
    return switch (step) {
      case VmStep.CreateDisk create -> createDisk(create);
      case VmStep.Define define -> define(define);
      case VmStep.Autostart(var _, var on) -> onDomain(QUICK, domain -> autostart(on));
      case VmStep.Start _ -> start();
      case VmStep.Shutdown _ -> shutdown();
      case VmStep.ForceOff _ -> forceOff();
      case VmStep.Undefine _, VmStep.Disown _ -> undefine();
      case VmStep.Mark _ -> mark(Optional.of(DomainXml.mark(id)));
      case VmStep.Unmark _ -> mark(Optional.empty());
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
    var xml = DomainXml.render(id, step, folder.path().value(), platform);
    Work.note("virDomainDefineXML\n" + xml);
    Work.note("virDomainSetAutostart " + step.autostart());
    Outcome outcome =
        libvirt.call(
            QUICK,
            connection -> {
              var domain = connection.domainDefineXML(xml);
              try {
                domain.setAutostart(step.autostart());
                return Outcome.done();
              } finally {
                domain.free();
              }
            });
    folder.tidy(step.shape().drive());
    return outcome;
  }

  private static DomainXml.Platform platform(Connect connection)
      throws LibvirtException, LibvirtFailure {
    try {
      return DomainXml.platform(connection.getCapabilities());
    } catch (DomainXml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private Outcome autostart(boolean on) throws LibvirtFailure {
    Work.note("virDomainSetAutostart " + on);
    return onDomain(
        QUICK,
        domain -> {
          domain.setAutostart(on);
          return Outcome.done();
        });
  }

  /// Into the running domain too, so that whoever looks at it sees whose it is.
  ///
  /// @param mark empty to take it out
  private Outcome mark(Optional<String> mark) throws LibvirtFailure {
    Work.note("virDomainSetMetadata " + name + " " + mark.orElse("none"));
    return onDomain(
        QUICK,
        domain -> {
          int where =
              (domain.isActive() == 1 ? AFFECT_LIVE : 0)
                  | (domain.isPersistent() == 1 ? AFFECT_CONFIG : 0);
          domain.setMetadata(
              METADATA_ELEMENT,
              mark.orElse(null),
              mark.isPresent() ? MARK_PREFIX : null,
              DomainXml.NAMESPACE,
              where);
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
    } catch (DomainXml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private Outcome start() throws LibvirtFailure {
    Work.note("virDomainCreate " + name);
    try {
      return onDomain(
          SLOW,
          domain -> {
            if (domain.isActive() == 1) return Outcome.done();
            domain.create();
            return Outcome.done();
          });
    } catch (LibvirtFailure e) {
      if (e.reason() != Reason.REFUSED) throw e;
      Work.note(String.valueOf(e.getMessage()));
      return Outcome.again(startFailed(String.valueOf(e.getMessage())), Duration.ofSeconds(3));
    }
  }

  private Problem startFailed(String why) {
    if (why.toLowerCase(Locale.ROOT).contains("cannot allocate memory")) {
      return Problem.capacity(
          "no-memory",
          "%s has not enough memory for %s".formatted(link.name(), name),
          "give it less memory, or choose another host");
    }
    if (why.contains("No space left")) {
      return Problem.capacity(
          "no-space",
          "%s has no space left to run %s".formatted(link.name(), name),
          "free space in /var/lib on " + link.name());
    }
    return Problem.host(
        "start-failed",
        "%s cannot start %s: %s".formatted(link.name(), name, why),
        "see /var/log/libvirt/qemu/%s.log on %s".formatted(name, link.name()));
  }

  /// Blocks while the guest shuts down. A change of mind, as to switch it off at once, ends the
  /// wait.
  private Outcome shutdown() throws LibvirtFailure {
    long begin = System.nanoTime();
    long end = begin + Duration.ofSeconds(VmStep.Shutdown.SECONDS).toNanos();
    long ask = begin;
    while (isActive()) {
      if (Work.outdated()) return Outcome.again(outdated());
      long now = System.nanoTime();
      if (now >= end) return forceOff();
      if (now >= ask) {
        powerButton();
        ask = now + ASK_AGAIN.toNanos();
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return Outcome.again(outdated());
      }
    }
    return Outcome.done();
  }

  private boolean isActive() throws LibvirtFailure {
    return libvirt
        .read(QUICK, c -> domains.with(c, domain -> domain.isActive() == 1))
        .orElse(false);
  }

  private void powerButton() throws LibvirtFailure {
    Work.note("virDomainShutdown");
    onDomain(
        QUICK,
        domain -> {
          if (Domains.state(domain) == DomainState.RUNNING) domain.shutdown();
          return Outcome.done();
        });
  }

  private Outcome forceOff() throws LibvirtFailure {
    Work.note("virDomainDestroy " + name);
    return onDomain(
        SLOW,
        domain -> {
          if (domain.isActive() == 0) return Outcome.done();
          domain.destroy();
          return Outcome.done();
        });
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

  private Problem outdated() {
    return Problem.request(
        "outdated", "stopped waiting for %s, since the goal has changed".formatted(name), "");
  }
}
