package io.stampede.vm;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Bonded;
import io.stampede.placement.Wish;
import io.stampede.schema.Field;
import io.stampede.schema.Inline;
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
            label = "Network",
            help =
                "A libvirt network of the host, or bridge:NAME. Without one the machine has no"
                    + " network card.",
            update = true,
            more = true,
            maxLength = 70,
            pattern = VmNetwork.PATTERN,
            example = "default")
        Optional<VmNetwork> network,
    @Inline Wish wish,
    @Inline Bond bond,
    @Field(label = "Start", help = "Start it when it is made.", byDefault = "true", more = true)
        boolean running,
    boolean force,
    Optional<String> endedRun)
    implements Bonded {
  /// A machine that was not made here.
  public static VmSpec foreign(VmName name, String host, VmShape shape, Bond bond) {
    return new VmSpec(
        name,
        Optional.of(host),
        "",
        shape.cpus(),
        shape.memoryMib(),
        OptionalInt.empty(),
        Optional.empty(),
        Wish.NONE,
        bond,
        false,
        false,
        Optional.empty());
  }

  /// The host's id; empty only before it was placed.
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
        seen.network(),
        wish,
        bond.adopted(),
        isOn,
        false,
        Optional.empty());
  }

  /// What a person asked for is from now on to be so.
  VmSpec touched(boolean isOn) {
    return with(host, wish, bond.touched(), isOn, force, endedRun);
  }

  VmShape shape() {
    return new VmShape(cpus, memoryMib, network);
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
        name, on, image, cpus, memoryMib, diskGib, network, why, tie, run, byForce, ended);
  }
}
