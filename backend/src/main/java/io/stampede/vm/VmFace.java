package io.stampede.vm;

import io.stampede.adoption.Bond;
import io.stampede.client.Content;
import io.stampede.client.KindFace;
import io.stampede.client.LineDiff;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.XmlView;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.network.Addresses;
import io.stampede.network.Guarded;
import io.stampede.network.Nic;
import io.stampede.placement.Ask;
import io.stampede.placement.Places;
import io.stampede.placement.Rooms;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.ssh.ByteStream;
import io.stampede.store.Amount;
import io.stampede.store.Placing;
import io.stampede.store.Reservation;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Virtual machines as every face offers them.
public final class VmFace implements KindFace<VmSpec, VmFacts, VmStep> {
  static final String ID_PREFIX = "vm";

  private final VmKind kind;
  private final KindSchema schema =
      KindSchema.of(
          VmKind.NAME,
          "Virtual machine",
          "Virtual machines",
          "A machine of its own kernel on a host, run by libvirt and QEMU.",
          VmSpec.class,
          VmFacts.class,
          VmActions.START,
          VmActions.STOP,
          VmActions.RESTART,
          VmActions.REBOOT,
          VmActions.PAUSE,
          VmActions.RESUME,
          VmActions.RESET,
          VmActions.FORCE_OFF,
          VmActions.REVERT,
          VmCloning.ACTION,
          Bond.adopt(),
          Bond.takeOver(),
          Bond.release());

  public VmFace(VmKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public VmKind kind() {
    return kind;
  }

  @Override
  public Class<VmSpec> specType() {
    return VmSpec.class;
  }

  @Override
  public Class<VmFacts> factsType() {
    return VmFacts.class;
  }

  @Override
  public String idPrefix() {
    return ID_PREFIX;
  }

  @Override
  public String name(VmSpec spec) {
    return spec.bond().shownAs().orElse(spec.name().value());
  }

  @Override
  public Optional<VmSpec> otherName(VmSpec spec) {
    boolean isAdopted = spec.bond().isAdopted() && spec.bond().shownAs().isEmpty();
    return isAdopted
        ? Optional.of(spec.tied(spec.bond().shownAs(Optional.of(elsewhere(spec)))))
        : Optional.empty();
  }

  /// No name that people can give looks like it.
  static String elsewhere(VmSpec spec) {
    return spec.name() + "@" + spec.hostId();
  }

  @Override
  public boolean offers(ActionSchema action, VmSpec spec) {
    return action.name().equals(KindSchema.RETRY) || spec.bond().offers(action);
  }

  @Override
  public void mayRemove(String id, VmSpec spec, Resources world) {
    spec.bond().mustBeOurs(spec.name().value());
    VmActions.unprotected(spec);
  }

  @Override
  public Map<String, Object> completed(Map<String, Object> given, Resources world) {
    return VmMakings.plugged(given, world);
  }

  @Override
  public VmSpec admit(String id, VmSpec wanted, Optional<VmSpec> before, Resources world) {
    before.ifPresent(spec -> spec.bond().mustBeOurs(spec.name().value()));
    if (wanted.bond().isAdopted()) return VmAdopted.admit(id, wanted, before, world);
    var spec = before.isPresent() ? wanted : VmMakings.filled(wanted, world);
    VmSnapshots.keepingName(id, spec, before, world);
    VmDiscs.check(spec, before, world);
    return new VmVolumes(kind.volumes(), world).admit(id, admitted(spec, world), before);
  }

  private static VmSpec admitted(VmSpec wanted, Resources world) {
    world.resource("image", wanted.image()).ifPresent(image -> admitImage(wanted, image));
    checkNics(wanted.networks(), Addresses.of(world));
    wanted.hardware().xml().flatMap(VmPatch::fault).ifPresent(VmFace::refuseXml);
    wanted.guest().kind().flatMap(UserDataKind::fault).ifPresent(VmFace::refuseUserData);
    Guarded.check(wanted, wanted.networks(), world);
    return wanted.telling(wanted.guest().described());
  }

  private static void refuseUserData(String fault) {
    throw Refused.field("userData", "bad-syntax", fault, "mend it and send it again");
  }

  private static void refuseXml(String fault) {
    throw Refused.field("xml", "bad-xml", fault, "leave it out, or mend it");
  }

  private static void checkNics(List<Nic> nics, Addresses addresses) {
    for (var nic : nics) {
      if (!(nic.plug() instanceof Nic.Plug.Docker)) continue;
      throw Refused.field(
          "networks", "not-for-machines", nic + " is for containers", "name another network");
    }
    if (nics.stream().distinct().count() < nics.size()) {
      throw Refused.field("networks", "twice", "a network is named twice", "name it once");
    }
    addresses.check(nics);
  }

  @Override
  public boolean isPlaced() {
    return true;
  }

  @Override
  public Optional<String> whyThere(VmSpec spec) {
    return spec.wish().placed();
  }

  @Override
  public Placing placing(ResourceId id, VmSpec wanted, Optional<VmSpec> before, Resources world) {
    if (wanted.bond().isForeign()) return _ -> new Placing.Placed(wanted, kept(id, wanted));
    var had = before.map(b -> amount(b, world));
    var ask = ask(id, wanted, had, world);
    boolean grows = had.isEmpty() || ask.amount().exceeds(had.get());
    boolean replugged =
        before
            .filter(b ->
                !b.networks().equals(wanted.networks()) || !b.storage().equals(wanted.storage()))
            .isPresent();
    if ((!grows && !replugged) || wanted.bond().untouched()) {
      return _ ->
          new Placing.Placed(
              wanted, Places.keep(ask).map(r -> r.holding(Addresses.held(wanted.cards()))));
    }
    var rooms = Rooms.of(world);
    var addresses = Addresses.of(world);
    boolean isManaged = wanted.networks().stream().anyMatch(nic -> nic.asManaged().isPresent());
    return others -> {
      var where = isManaged ? ask.onManaged(addresses.onlyHost(wanted.networks(), others)) : ask;
      var place = Places.find(where, rooms, others);
      var spec = before.isPresent() ? wanted : wanted.placed(place.host(), place.why());
      var wish =
          new Addresses.Wish(
              id, ask.name(), place.host(), place.name(), wanted.networks(), wanted.cards());
      var cards = addresses.choose(wish, others);
      return new Placing.Placed(
          spec.carded(cards), Optional.of(place.reservation().holding(Addresses.held(cards))));
    };
  }

  /// What was given back keeps its addresses as long as it is there: it goes on using them.
  private static Optional<Reservation> kept(ResourceId id, VmSpec spec) {
    if (spec.cards().isEmpty()) return Optional.empty();
    return Optional.of(
        new Reservation(
            id,
            spec.name().value(),
            spec.hostId(),
            Amount.NOTHING,
            List.of(),
            List.of(),
            Addresses.held(spec.cards())));
  }

  private static Ask ask(ResourceId id, VmSpec wanted, Optional<Amount> had, Resources world) {
    return new Ask(
        id,
        wanted.name().value(),
        wanted.host(),
        Ask.Engine.LIBVIRT,
        amount(wanted, world),
        wanted.storage().claims(),
        wanted.wish(),
        had);
  }

  /// The disk counts in full, though it grows only as it is written: it has the right to.
  private static Amount amount(VmSpec spec, Resources world) {
    long disk =
        spec.diskGib().isPresent()
            ? spec.diskGib().getAsInt() * 1024L
            : spec.image().isEmpty()
                ? 0
                : world
                    .resource("image", spec.image())
                    .flatMap(image -> image.number("virtualSizeMib"))
                    .orElse(0L);
    return new Amount(spec.cpus() * 1000L, spec.memoryMib(), disk);
  }

  private static void admitImage(VmSpec wanted, Resource image) {
    if (image.status().phase() == Phase.REMOVING) {
      throw Refused.field("image", "removing", "image " + image.name() + " is being removed", "");
    }
    if (image.text("format").equals("iso")) {
      throw Refused.field(
          "image",
          "no-disk",
          image.name() + " is a disc, not the content of a disk",
          "choose another image");
    }
    var mib = image.number("virtualSizeMib");
    if (mib.isEmpty() || wanted.diskGib().isEmpty()) return;
    if (wanted.diskGib().getAsInt() * 1024L < mib.get()) {
      throw Refused.field(
          "diskGib",
          "too-small",
          "is smaller than the %d MiB of image %s".formatted(mib.get(), image.name()),
          "give at least %d".formatted((mib.get() + 1023) / 1024));
    }
  }

  @Override
  public VmSpec act(ActionSchema action, VmSpec spec, Optional<VmFacts> seen, Map<String, ?> in) {
    return VmActions.act(action, spec, seen, in);
  }

  @Override
  public Optional<VmSpec> another(ActionSchema action, String id, VmSpec spec, Map<String, ?> in) {
    return action.name().equals(VmCloning.NAME)
        ? Optional.of(VmCloning.cloned(id, spec, in))
        : Optional.empty();
  }

  @Override
  public boolean hasFigures() {
    return true;
  }

  @Override
  public ByteStream screen(String id, VmSpec spec) {
    spec.bond().mustBeOurs(spec.name().value());
    return kind.host().screen(new ResourceId(VmKind.NAME, id), spec);
  }

  @Override
  public String xml(String id, VmSpec spec, XmlView view) {
    var machine = new ResourceId(VmKind.NAME, id);
    var defined = kind.host().xml(machine, spec, false).orElse("");
    if (view == XmlView.DEFINED) return defined;
    var running = kind.host().xml(machine, spec, true);
    return view == XmlView.CHANGES
        ? running.map(now -> LineDiff.of(now, defined)).orElse("")
        : running.orElseThrow(
            () -> Refused.conflict("not-running", spec.name() + " does not run", "start it"));
  }

  @Override
  public Content download(String id, VmSpec spec) {
    return new VmArchives(kind.host())
        .export(new ResourceId(VmKind.NAME, id), spec, Optional.empty(), spec.name().value());
  }

  @Override
  public Map<String, Object> filled(String id, VmSpec spec, InputStream content) {
    return new VmArchives(kind.host()).take(new ResourceId(VmKind.NAME, id), spec, content);
  }

  @Override
  public InputStream logs(String id, VmSpec spec, int tail, boolean follow) {
    return kind.host().console(new ResourceId(VmKind.NAME, id), spec, tail, follow);
  }
}
