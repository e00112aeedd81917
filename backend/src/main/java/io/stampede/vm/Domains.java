package io.stampede.vm;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers.Stranger;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Work;
import io.stampede.vm.LibvirtFailure.Reason;
import io.stampede.vm.VmFacts.DomainState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/// One machine's domain in libvirt. A domain without our mark is never ours, whatever its name or
/// UUID, but for one that a person adopted or looks at: that is known by its UUID.
final class Domains {
  private static final int MAX_NAME = 63;

  /// VIR_DOMAIN_METADATA_ELEMENT
  private static final int METADATA_ELEMENT = 2;

  private static final int AFFECT_LIVE = 1;
  private static final int AFFECT_CONFIG = 2;

  /// For reading what has no card of ours.
  private static final String NO_CARD = "";

  private final ResourceId id;
  private final VmName name;
  private final Optional<UUID> adopted;

  Domains(ResourceId id, VmSpec spec) {
    this.id = id;
    this.name = spec.name();
    this.adopted = spec.bond().nativeId().map(UUID::fromString);
  }

  /// @param number libvirt's number of the run; empty when the domain does not run
  record Seen(
      boolean nameTaken,
      Optional<VmFacts.Domain> domain,
      boolean marked,
      OptionalInt number,
      Optional<String> vncSocket,
      VmStorage.Seen volumes,
      List<VmSnapshot> snapshots) {
    static Seen nothing(boolean nameTaken) {
      return new Seen(
          nameTaken,
          Optional.empty(),
          false,
          OptionalInt.empty(),
          Optional.empty(),
          VmStorage.Seen.NOTHING,
          List.of());
    }
  }

  interface Use<T> {
    T of(Domain domain) throws LibvirtException, LibvirtFailure;
  }

  Seen look(Connect libvirt) throws LibvirtException, LibvirtFailure {
    var ours = with(libvirt, domain -> seen(libvirt, domain));
    if (ours.isPresent()) return ours.get();
    return Seen.nothing(adopted.isEmpty() && someoneElse(libvirt));
  }

  /// Does something with our domain; empty when there is none.
  <T> Optional<T> with(Connect libvirt, Use<T> use) throws LibvirtException, LibvirtFailure {
    var uuid = uuid();
    var found = find(() -> libvirt.domainLookupByUUID(uuid));
    if (found.isEmpty()) return Optional.empty();
    var domain = found.get();
    try {
      return adopted.isPresent() || isMarked(domain)
          ? Optional.of(use.of(domain))
          : Optional.empty();
    } catch (LibvirtException e) {
      if (isNoDomain(e)) return Optional.empty();
      throw e;
    } finally {
      domain.free();
    }
  }

  UUID uuid() {
    return adopted.orElseGet(() -> DomainXml.uuid(id));
  }

  /// Whether a domain that is not ours has our name or UUID. Asked when there is none of ours.
  private boolean someoneElse(Connect libvirt) throws LibvirtException {
    var byName = find(() -> libvirt.domainLookupByName(name.value()));
    var other =
        byName.isPresent() ? byName : find(() -> libvirt.domainLookupByUUID(DomainXml.uuid(id)));
    if (other.isPresent()) other.get().free();
    return other.isPresent();
  }

  private Seen seen(Connect libvirt, Domain domain) throws LibvirtException, LibvirtFailure {
    var defined = parse(domain.getXMLDesc(Domain.XMLFlags.INACTIVE));
    boolean marked = defined.mark().filter(id.value()::equals).isPresent();
    var state = state(domain);
    var off = new VmFacts.Domain(state, defined.shape(), Optional.empty(), domain.getAutostart());
    if (state == DomainState.STOPPED) {
      var why = LibvirtCalls.off(libvirt, uuid().toString());
      return new Seen(
          false,
          Optional.of(
              off.changed(d -> {
                d.name = Optional.of(defined.name());
                d.done = defined.done();
                d.off = Optional.of(why);
              })),
          marked,
          OptionalInt.empty(),
          Optional.empty(),
          LibvirtDisks.seen(domain),
          LibvirtSnapshots.all(domain));
    }
    var live = parse(domain.getXMLDesc(0));
    int number = domain.getID();
    return new Seen(
        false,
        Optional.of(
            off.changed(d -> {
              d.live = Optional.of(live.shape());
              d.name = Optional.of(defined.name());
              d.done = defined.done();
              d.notes = live.notes();
            })),
        marked,
        number < 0 ? OptionalInt.empty() : OptionalInt.of(number),
        live.vncSocket(),
        LibvirtDisks.seen(domain),
        LibvirtSnapshots.all(domain));
  }

  /// What a domain that is there already is called, and what was brought about of it.
  DomainXml.Known known(Domain domain) throws LibvirtException, LibvirtFailure {
    var seen = parse(domain.getXMLDesc(Domain.XMLFlags.INACTIVE));
    return new DomainXml.Known(Optional.of(seen.name()), seen.done(), VmHardware.USUAL);
  }

  OptionalInt done(Domain domain) throws LibvirtException, LibvirtFailure {
    return parse(domain.getXMLDesc(Domain.XMLFlags.INACTIVE)).done();
  }

  /// Of a domain that runs.
  VmNotes notes(Domain domain) throws LibvirtException, LibvirtFailure {
    return parse(domain.getXMLDesc(0)).notes().orElse(VmNotes.NONE);
  }

  /// @param wish the number of what was brought about; empty when all of it is open again
  void note(Domain domain, OptionalInt wish) throws LibvirtException {
    mark(domain, Optional.of(DomainXml.mark(id, wish)));
  }

  void note(Domain domain, VmNotes notes) throws LibvirtException {
    domain.setMetadata(
        METADATA_ELEMENT, notes.xml(), VmNotes.PREFIX, VmNotes.NAMESPACE, AFFECT_LIVE);
  }

  /// @param mark empty to take it out
  void mark(Domain domain, Optional<String> mark) throws LibvirtException {
    Work.note("virDomainSetMetadata " + name + " " + mark.orElse("none"));
    boolean runs = domain.isActive() == 1;
    int where = (runs ? AFFECT_LIVE : 0) | (domain.isPersistent() == 1 ? AFFECT_CONFIG : 0);
    domain.setMetadata(
        METADATA_ELEMENT,
        mark.orElse(null),
        mark.isPresent() ? "stampede" : null,
        DomainXml.NAMESPACE,
        where);
    if (mark.isPresent()) return;
    domain.setMetadata(METADATA_ELEMENT, null, null, HardwareXml.NAMESPACE, where);
    if (runs) domain.setMetadata(METADATA_ELEMENT, null, null, VmNotes.NAMESPACE, AFFECT_LIVE);
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
    } catch (Xml.Unreadable e) {
      throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  /// @param running empty then for one that does not run
  static Optional<String> xml(Domain domain, boolean running) throws LibvirtException {
    if (running && domain.isActive() == 0) return Optional.empty();
    return Optional.of(domain.getXMLDesc(running ? 0 : Domain.XMLFlags.INACTIVE));
  }

  /// Where the screen of a domain that runs is; a port of one that does not is none.
  static Optional<DomainXml.Screen> screen(Domain domain) throws LibvirtException, LibvirtFailure {
    if (domain.isActive() == 0) return Optional.empty();
    return read(domain.getXMLDesc(0)).screen();
  }

  static Optional<String> console(Domain domain) throws LibvirtException, LibvirtFailure {
    return read(domain.getXMLDesc(0)).console();
  }

  /// Every domain of a host, whoever made it.
  static List<Stranger> all(Connect libvirt) throws LibvirtException, LibvirtFailure {
    var all = new ArrayList<Stranger>();
    for (var domain : libvirt.listAllDomains(0)) {
      try {
        var seen = read(domain.getXMLDesc(Domain.XMLFlags.INACTIVE));
        all.add(new Stranger(domain.getUUIDString(), name(seen.name()).value(), seen.mark()));
      } catch (LibvirtException e) {
        if (!isNoDomain(e)) throw e;
      } finally {
        domain.free();
      }
    }
    return all;
  }

  static Optional<VmSpec> describe(Connect libvirt, String hostId, Stranger stranger, Bond bond)
      throws LibvirtException, LibvirtFailure {
    var found = find(() -> libvirt.domainLookupByUUID(UUID.fromString(stranger.nativeId())));
    if (found.isEmpty()) return Optional.empty();
    var domain = found.get();
    try {
      var shape = read(domain.getXMLDesc(Domain.XMLFlags.INACTIVE)).shape();
      return Optional.of(VmSpec.foreign(name(stranger.name()), hostId, shape, bond));
    } finally {
      domain.free();
    }
  }

  /// Libvirt allows more in a name than we do.
  private static VmName name(String own) {
    var plain = own.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    var text = plain.isEmpty() ? "machine" : plain;
    return new VmName(text.length() > MAX_NAME ? text.substring(0, MAX_NAME) : text);
  }

  private static DomainXml.Seen read(String xml) throws LibvirtFailure {
    try {
      return DomainXml.parse(xml, NO_CARD);
    } catch (Xml.Unreadable e) {
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
