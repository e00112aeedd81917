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

/// A machine that is wanted.
///
/// @param host open only until it is placed
/// @param image empty for a machine that was not made here
/// @param running whether it is to run; set by start and stop
/// @param force whether a machine that is not to run is switched off without asking its guest
/// @param endedRun the run that is to end, set by restart: while the machine is in that run, it is
///   shut down and started again
/// @param cards what it was given on managed networks
public record VmSpec(
    @Field(
            label = "Name",
            help = "Also the name of the domain on the host.",
            column = true,
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
    @Field(
            label = "Image",
            help = "What its disk starts as. The image itself is never changed.",
            reference = "image",
            column = true)
        String image,
    @Field(
            label = "CPUs",
            help = "A running machine is restarted when this is changed.",
            byDefault = "1",
            update = true,
            column = true,
            min = 1,
            max = 256)
        int cpus,
    @Field(
            label = "Memory",
            help = "A running machine is restarted when this is changed.",
            unit = "MiB",
            byDefault = "512",
            update = true,
            column = true,
            min = 32,
            max = 4_194_304)
        int memoryMib,
    @Field(
            label = "Disk",
            help = "At least the image's size, which it has when this is left open.",
            unit = "GiB",
            min = 1,
            max = 65_536)
        OptionalInt diskGib,
    @Field(
            label = "Networks",
            help =
                "Managed networks, as managed or managed=10.42.0.7, and what is on the host, as"
                    + " libvirt:NAME, bridge:NAME or macvtap:DEVICE. Without one the machine has no"
                    + " network card.",
            update = true,
            example = "managed")
        List<Nic> networks,
    @Inline GuestData guest,
    @Field(
            label = "Security groups",
            help =
                "Who may reach it on managed networks; the group default when none is given. Can be"
                    + " changed while it runs.",
            update = true,
            example = "web")
        List<GroupName> securityGroups,
    @Inline Wish wish,
    @Inline Bond bond,
    @Field(label = "Start", help = "Start it when it is made.", byDefault = "true", more = true)
        boolean running,
    boolean force,
    Optional<String> endedRun,
    @Field(label = "Address", help = "On managed networks.", create = false, column = true)
        Optional<String> address,
    List<Card> cards)
    implements Bonded, Guarded, Plugged {
  public VmSpec {
    networks = List.copyOf(networks);
    securityGroups = List.copyOf(securityGroups);
    cards = List.copyOf(cards);
  }

  /// Whose guest is told nothing by its owner.
  public VmSpec(
      VmName name,
      Optional<String> host,
      String image,
      int cpus,
      int memoryMib,
      OptionalInt diskGib,
      List<Nic> networks,
      Wish wish,
      Bond bond,
      boolean running,
      boolean force,
      Optional<String> endedRun,
      Optional<String> address,
      List<Card> cards) {
    this(
        name,
        host,
        image,
        cpus,
        memoryMib,
        diskGib,
        networks,
        GuestData.NONE,
        List.of(),
        wish,
        bond,
        running,
        force,
        endedRun,
        address,
        cards);
  }

  /// A machine that was not made here.
  public static VmSpec foreign(VmName name, String host, VmShape shape, Bond bond) {
    return new VmSpec(
        name,
        Optional.of(host),
        "",
        shape.cpus(),
        shape.memoryMib(),
        OptionalInt.empty(),
        List.of(),
        Wish.NONE,
        bond,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
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
    return with(host, wish, next, running, force, endedRun);
  }

  VmSpec placed(String on, String why) {
    return with(Optional.of(on), wish.with(why), bond, running, force, endedRun);
  }

  /// From now on looked after here, as it was last seen.
  VmSpec adopted(VmShape seen, boolean isOn) {
    return new VmSpec(
        name,
        host,
        image,
        seen.cpus(),
        seen.memoryMib(),
        diskGib,
        networks,
        guest,
        securityGroups,
        wish,
        bond.adopted(),
        isOn,
        false,
        Optional.empty(),
        address,
        cards);
  }

  /// What a person asked for is from now on to be so.
  VmSpec touched(boolean isOn) {
    return with(host, wish, bond.touched(), isOn, force, endedRun);
  }

  VmSpec carded(List<Card> given) {
    return new VmSpec(
        name,
        host,
        image,
        cpus,
        memoryMib,
        diskGib,
        networks,
        guest,
        securityGroups,
        wish,
        bond,
        running,
        force,
        endedRun,
        Card.addresses(given),
        given);
  }

  VmSpec telling(GuestData next) {
    return new VmSpec(
        name,
        host,
        image,
        cpus,
        memoryMib,
        diskGib,
        networks,
        next,
        securityGroups,
        wish,
        bond,
        running,
        force,
        endedRun,
        address,
        cards);
  }

  /// Only the first card is told a way out, by whoever tells it.
  @Override
  public Optional<Card> leadsOut() {
    return networks.stream()
        .findFirst()
        .flatMap(Nic::asManaged)
        .flatMap(m -> cards.stream().filter(c -> c.name().equals(m.network())).findFirst());
  }

  VmShape shape(ResourceId id) {
    return new VmShape(cpus, memoryMib, VmCard.of(id, networks, cards));
  }

  VmSpec started() {
    return with(true, false, endedRun);
  }

  VmSpec stopped() {
    return with(false, false, endedRun);
  }

  VmSpec forcedOff() {
    return with(false, true, endedRun);
  }

  VmSpec restarted(String run) {
    return with(true, false, Optional.of(run));
  }

  private VmSpec with(boolean run, boolean byForce, Optional<String> ended) {
    return with(host, wish, bond.touched(), run, byForce, ended);
  }

  private VmSpec with(
      Optional<String> on,
      Wish why,
      Bond tie,
      boolean run,
      boolean byForce,
      Optional<String> ended) {
    return new VmSpec(
        name,
        on,
        image,
        cpus,
        memoryMib,
        diskGib,
        networks,
        guest,
        securityGroups,
        why,
        tie,
        run,
        byForce,
        ended,
        address,
        cards);
  }
}
