package io.stampede.vm;

import io.stampede.engine.ResourceId;
import io.stampede.vm.LibvirtFailure.Reason;
import io.stampede.vm.VmFacts.DomainState;
import java.util.Optional;
import java.util.OptionalInt;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/// One machine's domain in libvirt. A domain without our mark is never ours, whatever its name or
/// UUID.
final class Domains {
  private final ResourceId id;
  private final VmName name;

  Domains(ResourceId id, VmName name) {
    this.id = id;
    this.name = name;
  }

  /// @param number libvirt's number of the run; empty when the domain does not run
  record Seen(
      boolean nameTaken,
      Optional<VmFacts.Domain> domain,
      OptionalInt number,
      Optional<String> vncSocket) {
    static Seen nothing(boolean nameTaken) {
      return new Seen(nameTaken, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }
  }

  interface Use<T> {
    T of(Domain domain) throws LibvirtException, LibvirtFailure;
  }

  Seen look(Connect libvirt) throws LibvirtException, LibvirtFailure {
    var ours = with(libvirt, this::seen);
    return ours.isPresent() ? ours.get() : Seen.nothing(someoneElse(libvirt));
  }

  /// Does something with our domain; empty when there is none.
  <T> Optional<T> with(Connect libvirt, Use<T> use) throws LibvirtException, LibvirtFailure {
    var found = find(() -> libvirt.domainLookupByUUID(DomainXml.uuid(id)));
    if (found.isEmpty()) return Optional.empty();
    var domain = found.get();
    try {
      return isMarked(domain) ? Optional.of(use.of(domain)) : Optional.empty();
    } catch (LibvirtException e) {
      if (isNoDomain(e)) return Optional.empty();
      throw e;
    } finally {
      domain.free();
    }
  }

  /// Whether a domain that is not ours has our name or UUID. Asked when there is none of ours.
  private boolean someoneElse(Connect libvirt) throws LibvirtException {
    var byName = find(() -> libvirt.domainLookupByName(name.value()));
    var other =
        byName.isPresent() ? byName : find(() -> libvirt.domainLookupByUUID(DomainXml.uuid(id)));
    if (other.isPresent()) other.get().free();
    return other.isPresent();
  }

  private Seen seen(Domain domain) throws LibvirtException, LibvirtFailure {
    var defined = parse(domain.getXMLDesc(Domain.XMLFlags.INACTIVE));
    var state = state(domain);
    if (state == DomainState.STOPPED) {
      return new Seen(
          false,
          Optional.of(
              new VmFacts.Domain(state, defined.shape(), Optional.empty(), domain.getAutostart())),
          OptionalInt.empty(),
          Optional.empty());
    }
    var live = parse(domain.getXMLDesc(0));
    int number = domain.getID();
    return new Seen(
        false,
        Optional.of(
            new VmFacts.Domain(
                state, defined.shape(), Optional.of(live.shape()), domain.getAutostart())),
        number < 0 ? OptionalInt.empty() : OptionalInt.of(number),
        live.vncSocket());
  }

  static DomainState state(Domain domain) throws LibvirtException {
    return switch (domain.getInfo().state) {
      case VIR_DOMAIN_PAUSED, VIR_DOMAIN_PMSUSPENDED -> DomainState.PAUSED;
      case VIR_DOMAIN_SHUTOFF -> DomainState.STOPPED;
      case VIR_DOMAIN_CRASHED -> domain.isActive() == 1 ? DomainState.CRASHED : DomainState.STOPPED;
      case VIR_DOMAIN_NOSTATE, VIR_DOMAIN_RUNNING, VIR_DOMAIN_BLOCKED, VIR_DOMAIN_SHUTDOWN ->
          DomainState.RUNNING;
    };
  }

  private boolean isMarked(Domain domain) throws LibvirtException, LibvirtFailure {
    return parse(domain.getXMLDesc(Domain.XMLFlags.INACTIVE))
        .mark()
        .filter(id.value()::equals)
        .isPresent();
  }

  private DomainXml.Seen parse(String xml) throws LibvirtFailure {
    try {
      return DomainXml.parse(xml, DomainXml.mac(id));
    } catch (DomainXml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private interface Lookup {
    Domain run() throws LibvirtException;
  }

  private static Optional<Domain> find(Lookup lookup) throws LibvirtException {
    try {
      return Optional.ofNullable(lookup.run());
    } catch (LibvirtException e) {
      if (isNoDomain(e)) return Optional.empty();
      throw e;
    }
  }

  private static boolean isNoDomain(LibvirtException e) {
    return e.getError().getCode() == ErrorNumber.VIR_ERR_NO_DOMAIN;
  }
}
