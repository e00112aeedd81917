package io.stampede.vm;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.network.NetworkKind;
import io.stampede.network.NetworkSpec;
import io.stampede.placement.Ask;
import io.stampede.placement.Rooms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Fills in what a template and an instance type say about a new machine.
final class VmMakings {
  private static final VmSize USUAL = new VmSize(1, 512);

  private VmMakings() {}

  /// What is made of a template is plugged into the network that comes with the console, where
  /// nothing was said of networks and a host that it may be on takes part in that.
  static Map<String, Object> plugged(Map<String, Object> given, KindFace.Resources world) {
    if (isSaid(given, "networks") || !isSaid(given, "template")) return given;
    var usual = NetworkSpec.usual().name().value();
    boolean exists =
        world.list(NetworkKind.NAME).stream()
            .anyMatch(network ->
                network.name().equals(usual) && network.status().phase() != Phase.REMOVING);
    boolean fits =
        Rooms.of(world).stream()
            .filter(room -> room.closed().isEmpty())
            .filter(room -> !isSaid(given, "host") || room.id().equals(given.get("host")))
            .anyMatch(room ->
                room.engines().containsAll(List.of(Ask.Engine.LIBVIRT, Ask.Engine.NETWORK)));
    if (!exists || !fits) return given;
    var all = new LinkedHashMap<>(given);
    all.put("networks", List.of(usual));
    return all;
  }

  /// A form sends an empty text for what was left open.
  private static boolean isSaid(Map<String, Object> given, String field) {
    return given.containsKey(field) && !"".equals(given.get(field));
  }

  static VmSpec filled(VmSpec wanted, KindFace.Resources world) {
    var source = wanted.source();
    if (source.cloneOf().isPresent()) return wanted;
    boolean hasImage = !source.imageId().isEmpty();
    if (hasImage == source.template().isPresent()) {
      throw Refused.field(
          "image",
          hasImage ? "twice" : "missing",
          hasImage ? "and template exclude each other" : "or template is required",
          "choose an image under Images, or a template under Templates");
    }
    var typed = keyed(typed(wanted, world), world);
    return source
        .template()
        .flatMap(id -> world.resource("template", id))
        .map(template -> of(typed, template))
        .orElse(typed);
  }

  /// The key itself is kept with the machine, which keeps it when the pair goes.
  private static VmSpec keyed(VmSpec wanted, KindFace.Resources world) {
    var pair = wanted.source().keyPair().flatMap(id -> world.resource(KeyPairKind.NAME, id));
    if (pair.isEmpty()) return wanted;
    var guest = wanted.guest();
    var keys =
        Stream.concat(guest.sshKeys().stream(), Stream.of(new SshKey(pair.get().text("publicKey"))))
            .distinct()
            .toList();
    return wanted.telling(
        new GuestData(guest.userData(), guest.userDataIs(), keys, guest.configDrive()));
  }

  private static VmSpec typed(VmSpec wanted, KindFace.Resources world) {
    var type = wanted.source().type().flatMap(id -> world.resource("instanceType", id));
    if (type.isEmpty()) return wanted;
    if (wanted.cpus() != USUAL.cpus() || wanted.memoryMib() != USUAL.memoryMib()) {
      throw Refused.field(
          "type", "twice", "and own CPUs or memory exclude each other", "give one of them");
    }
    var disk = number(type.get(), "diskGib");
    return wanted.sized(
        wanted
            .size()
            .with(
                number(type.get(), "cpus").orElse(USUAL.cpus()),
                number(type.get(), "memoryMib").orElse(USUAL.memoryMib()),
                wanted.diskGib().isPresent() ? wanted.diskGib() : disk));
  }

  private static VmSpec of(VmSpec wanted, Resource template) {
    checkUserData(wanted, template);
    var least = number(template, "minDiskGib");
    if (wanted.diskGib().isPresent() && wanted.diskGib().getAsInt() < least.orElse(0)) {
      throw Refused.field(
          "diskGib",
          "too-small",
          "is less than the %d GiB that %s needs".formatted(least.orElse(0), template.name()),
          "give at least that");
    }
    var size =
        wanted
            .size()
            .with(
                Math.max(wanted.cpus(), number(template, "minCpus").orElse(0)),
                Math.max(wanted.memoryMib(), number(template, "minMemoryMib").orElse(0)),
                wanted.diskGib().isPresent() ? wanted.diskGib() : least);
    boolean uefi = template.text("firmware").equals("uefi");
    var hardware = uefi ? wanted.hardware().with(VmHardware.Firmware.UEFI) : wanted.hardware();
    var spec = wanted.sized(size).telling(withDrive(wanted.guest(), template)).with(hardware);
    return template.text("finder").equals("none") ? blank(spec) : spec;
  }

  /// Its disk has nothing to start from at first, and once it has, that comes first.
  private static VmSpec blank(VmSpec spec) {
    var hardware = spec.hardware();
    var starts = hardware.bootOrder().isEmpty() ? hardware.with(VmHardware.FIRST_DISK) : hardware;
    return spec.of(spec.source().asBlank()).with(starts);
  }

  /// Only what is not the usual drive was chosen by somebody.
  private static GuestData withDrive(GuestData guest, Resource template) {
    if (guest.configDrive() != ConfigDriveKind.CONFIG_2) return guest;
    var drive =
        switch (template.text("drive")) {
          case "nocloud" -> ConfigDriveKind.NOCLOUD;
          case "none" -> ConfigDriveKind.NONE;
          default -> ConfigDriveKind.CONFIG_2;
        };
    return new GuestData(guest.userData(), guest.userDataIs(), guest.sshKeys(), drive);
  }

  private static void checkUserData(VmSpec wanted, Resource template) {
    var is = wanted.guest().kind().map(UserDataKind::words);
    if (is.isEmpty()) return;
    var needs = misfit(template.text("userData"), is.get());
    if (needs.isEmpty()) return;
    throw Refused.field(
        "userData",
        "wrong-kind",
        "is %s; %s understands %s".formatted(is.get(), template.name(), needs.get()),
        "write it for that system");
  }

  /// What is understood instead of that.
  private static Optional<String> misfit(String understood, String is) {
    boolean ignition = is.startsWith("Ignition");
    boolean packed = is.startsWith("compressed");
    return switch (understood) {
      case "ignition" -> ignition || packed ? Optional.empty() : Optional.of("Ignition");
      case "script" -> is.startsWith("a script") ? Optional.empty() : Optional.of("scripts");
      case "none" -> Optional.of("none");
      default -> ignition ? Optional.of("cloud-config and scripts") : Optional.empty();
    };
  }

  private static OptionalInt number(Resource from, String field) {
    return from.number(field)
        .map(n -> OptionalInt.of(Math.toIntExact(n)))
        .orElse(OptionalInt.empty());
  }
}
