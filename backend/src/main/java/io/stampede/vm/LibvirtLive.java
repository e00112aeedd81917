package io.stampede.vm;

import io.stampede.engine.Outcome;
import io.stampede.engine.Work;
import java.time.Duration;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/// What libvirt can change of a machine that runs. That it was told is noted, whatever came of it:
/// what libvirt refuses is so from the next start, as the domain is defined already.
final class LibvirtLive {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final int LIVE = 1;
  private static final long KIB = 1024;

  private final LibvirtOnHost libvirt;
  private final Domains domains;
  private final VmHardware.NicModel model;

  LibvirtLive(LibvirtOnHost libvirt, Domains domains, VmHardware.NicModel model) {
    this.libvirt = libvirt;
    this.domains = domains;
    this.model = model;
  }

  Outcome apply(LiveStep step) throws LibvirtFailure {
    Work.note(String.join("\n", step.calls()));
    Optional<Outcome> outcome =
        libvirt.call(
            DEADLINE,
            (Connect c) ->
                domains.with(
                    c, domain -> domain.isActive() == 1 ? tell(domain, step) : Outcome.done()));
    return outcome.orElse(Outcome.done());
  }

  private Outcome tell(Domain domain, LiveStep step) throws LibvirtException, LibvirtFailure {
    var notes = domains.notes(domain);
    if (notes.wasTold(step.note(), step.value())) return Outcome.done();
    try {
      make(domain, step);
    } catch (LibvirtException e) {
      // a drive that its guest has locked is asked for again
      boolean held = step instanceof LiveStep.Insert && LibvirtDiscs.isLocked(e);
      if (held) return LibvirtDiscs.held(step.name());
      // a connection that was cut has told nothing, and the note fails as well
      Work.note("refused: " + e.getMessage());
    }
    domains.note(domain, notes.telling(step.note(), step.value()));
    return Outcome.done();
  }

  private void make(Domain domain, LiveStep step) throws LibvirtException, LibvirtFailure {
    switch (step) {
      case LiveStep.GiveCpus(var _, var cpus) -> domain.setVcpusFlags(cpus, LIVE);
      case LiveStep.GiveMemory(var _, var mib) -> domain.setMemory(mib * KIB);
      case LiveStep.Plug(var _, var card) ->
          domain.attachDeviceFlags(DomainXml.card(card, model), LIVE);
      case LiveStep.Unplug(var _, var card) ->
          domain.detachDeviceFlags(DomainXml.card(card, model), LIVE);
      case LiveStep.Insert(var _, var disc) -> LibvirtDiscs.change(domain, disc);
    }
  }
}
