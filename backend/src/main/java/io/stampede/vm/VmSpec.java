package io.stampede.vm;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Bonded;
import io.stampede.engine.ResourceId;
import io.stampede.network.Card;
import io.stampede.network.GroupName;
import io.stampede.network.Guarded;
import io.stampede.network.Nic;
import io.stampede.network.Plugged;
import io.stampede.placement.Wish;
import io.stampede.schema.Field;
import io.stampede.schema.Inline;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A machine that is wanted.
///
/// @param host open only until it is placed

public record VmSpec(
    @Field(
            label = "Name",
            help = "Also the name of the domain on the host, from its next start when it runs.",
            column = true,
            update = true,
            maxLength = 63,
            pattern = VmName.PATTERN,
            example = "web1")
        VmName name,
    @Field(
            label = "Host",
            help = "Where it runs; one that fits is chosen when this is left open.",
            reference = "host",
            column = true)
        Optional<String> host,
    @Inline VmSource source,
    @Inline VmSize size,
    @Field(
            label = "Networks",
            group = "Network",
            suggests = "network",
            help =
                "Managed networks, as managed or managed=10.42.0.7, and what is on the host, as"
                    + " libvirt:NAME, bridge:NAME or macvtap:DEVICE. Where nothing is said, one made of"
                    + " a template is plugged into managed; an empty list is none.",
            update = true,
            example = "managed")
        List<Nic> networks,
    @Inline(group = "Storage") VmStorage storage,
    @Inline(group = "Guest") GuestData guest,
    @Field(
            label = "Security groups",
            group = "Network",
            suggests = "securityGroup",
            help =
                "Who may reach it on managed networks; the group default when none is given. Can be"
                    + " changed while it runs.",
            update = true,
            example = "web")
        List<GroupName> securityGroups,
    @Inline(group = "Hardware") VmHardware hardware,
    @Inline(group = "Placement") Wish wish,
    @Inline Bond bond,
    @Inline(group = "Power") VmPower power,
    @Inline VmGiven given)
    implements Bonded, Guarded, Plugged {
  public VmSpec {
    networks = List.copyOf(networks);
    securityGroups = List.copyOf(securityGroups);
  }

  /// One that is to run, with nothing else said of it.
  public static VmSpec of(VmName name, String host, String image, VmSize size) {
    return new VmSpecDraft(name, Optional.of(host), VmSource.of(image), size).spec();
  }

  /// A machine that was not made here.
  public static VmSpec foreign(VmName name, String host, VmShape shape, Bond bond) {
    return of(name, host, "", new VmSize(shape.cpus(), shape.memoryMib()))
        .changed(d -> {
          d.bond = bond;
          d.power = VmPower.OFF;
        });
  }

  private VmSpec changed(Consumer<VmSpecDraft> change) {
    var draft = new VmSpecDraft(this);
    change.accept(draft);
    return draft.spec();
  }

  /// The image's id; empty for a machine that was not made here, whose disk is blank, or whose
  /// template's image is yet to be found.
  public String image() {
    return source.imageId();
  }

  /// Made of this one from now on.
  public VmSpec of(VmSource next) {
    return changed(d -> d.source = next);
  }

  public VmSpec madeOf(String imageId) {
    return of(source.with(imageId));
  }

  /// Whether its disk is made of this image, or that is in its CD drive.
  public boolean uses(String imageId) {
    return image().equals(imageId) || storage.cdrom().filter(imageId::equals).isPresent();
  }

  public int cpus() {
    return size.cpus();
  }

  public int memoryMib() {
    return size.memoryMib();
  }

  public OptionalInt diskGib() {
    return size.diskGib();
  }

  @Override
  public List<Card> cards() {
    return given.cards();
  }

  /// The host's id; empty only before it was placed.
  @Override
  public String hostId() {
    return host.orElse("");
  }

  @Override
  public String ownName() {
    return name.value();
  }

  @Override
  public VmSpec tied(Bond next) {
    return changed(d -> d.bond = next);
  }

  VmSpec placed(String on, String why) {
    return changed(d -> {
      d.host = Optional.of(on);
      d.wish = wish.with(why);
    });
  }

  /// From now on looked after here, as it was last seen. What volumes it has is read from it: they
  /// are not ours to change.
  VmSpec adopted(VmShape seen, boolean isOn) {
    return changed(d -> {
      d.size = size.with(seen);
      d.storage = VmStorage.NONE;
      d.bond = bond.adopted();
      d.power = isOn ? VmPower.ON : VmPower.OFF;
    });
  }

  /// What a person asked for is from now on to be so.
  VmSpec touched(boolean isOn) {
    return powered(p -> isOn ? p.started() : p.stopped());
  }

  /// As an action asks for it.
  VmSpec powered(UnaryOperator<VmPower> change) {
    return changed(d -> {
      d.bond = bond.touched();
      d.power = change.apply(power);
    });
  }

  VmSpec named(VmName next) {
    return changed(d -> d.name = next);
  }

  VmSpec with(VmHardware next) {
    return changed(d -> d.hardware = next);
  }

  public VmSpec sized(VmSize next) {
    return changed(d -> d.size = next);
  }

  public VmSpec on(List<Nic> next) {
    return changed(d -> d.networks = List.copyOf(next));
  }

  VmSpec storing(VmStorage next, Optional<String> on) {
    return changed(d -> {
      d.storage = next;
      d.host = on;
    });
  }

  VmSpec carded(List<Card> next) {
    return changed(d -> d.given = new VmGiven(next));
  }

  VmSpec telling(GuestData next) {
    return changed(d -> d.guest = next);
  }

  /// Only the first card is told a way out, by whoever tells it.
  @Override
  public Optional<Card> leadsOut() {
    return networks.stream()
        .findFirst()
        .flatMap(Nic::asManaged)
        .flatMap(m -> cards().stream().filter(c -> c.name().equals(m.network())).findFirst());
  }

  VmShape shape(ResourceId id) {
    return VmShape.of(size, VmCard.of(id, networks, cards()))
        .madeAs(hardware.made())
        .withDisc(storage.cdrom());
  }

  VmSpec started() {
    return powered(VmPower::started);
  }

  VmSpec stopped() {
    return powered(VmPower::stopped);
  }

  VmSpec forcedOff() {
    return powered(VmPower::forcedOff);
  }

  VmSpec restarted(String run) {
    return powered(p -> p.restarted(run));
  }
}
