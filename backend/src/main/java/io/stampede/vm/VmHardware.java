package io.stampede.vm;

import io.stampede.schema.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What kind of machine it is to its guest. All of it is so from the next start.
///
/// @param xml what the form lacks; see [VmPatch]
public record VmHardware(
    @Field(
            label = "Firmware",
            help = "UEFI needs OVMF on the host.",
            byDefault = "bios",
            update = true,
            more = true)
        Firmware firmware,
    @Field(
            label = "Machine type",
            help = "Of QEMU, as q35 or pc; q35 when left open.",
            update = true,
            more = true,
            maxLength = 64,
            pattern = "[a-z0-9][a-z0-9._-]*",
            example = "q35")
        Optional<String> machineType,
    @Field(
            label = "CPU model",
            help =
                "host-passthrough (when left open), host-model, or a name that libvirt knows, as"
                    + " Haswell. Hosts without KVM take the most they can for the first two.",
            update = true,
            more = true,
            maxLength = 64,
            pattern = "[A-Za-z0-9][A-Za-z0-9._-]*",
            example = "host-model")
        Optional<String> cpuModel,
    @Field(
            label = "Boot order",
            help = "Of disk, network and cdrom; disk when left open.",
            update = true,
            more = true,
            example = "disk")
        List<Boot> bootOrder,
    @Field(
            label = "Bus of its disk",
            help = "For a guest without virtio's drivers: sata.",
            byDefault = "virtio",
            update = true,
            more = true)
        DiskBus diskBus,
    @Field(
            label = "Cache of its disk",
            help = "Usual is what QEMU thinks best.",
            byDefault = "usual",
            update = true,
            more = true)
        DiskCache diskCache,
    @Field(
            label = "Model of its network cards",
            help = "For a guest without virtio's drivers: e1000e.",
            byDefault = "virtio",
            update = true,
            more = true)
        NicModel nicModel,
    @Field(
            label = "More XML",
            help =
                "What is not on this form, as libvirt's XML below <domain>: added to ours, and kept"
                    + " whatever else is changed.",
            update = true,
            more = true,
            multiline = true,
            maxLength = VmPatch.LONGEST,
            example = "<memoryBacking><hugepages/></memoryBacking>")
        Optional<String> xml) {
  public enum Firmware {
    BIOS,
    UEFI
  }

  public enum Boot {
    DISK("hd"),
    NETWORK("network"),
    CDROM("cdrom");

    private final String device;

    Boot(String device) {
      this.device = device;
    }

    /// In libvirt's words.
    String device() {
      return device;
    }
  }

  public enum DiskBus {
    VIRTIO,
    SATA,
    SCSI
  }

  public enum DiskCache {
    USUAL,
    NONE,
    WRITEBACK,
    WRITETHROUGH,
    UNSAFE
  }

  public enum NicModel {
    VIRTIO,
    E1000E,
    E1000,
    RTL8139
  }

  static final String Q35 = "q35";

  public static final VmHardware USUAL =
      new VmHardware(
          Firmware.BIOS,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          DiskBus.VIRTIO,
          DiskCache.USUAL,
          NicModel.VIRTIO,
          Optional.empty());

  static final List<Boot> FIRST_DISK = List.of(Boot.DISK, Boot.CDROM, Boot.NETWORK);

  public VmHardware {
    bootOrder = List.copyOf(bootOrder);
    xml = xml.filter(text -> !text.isBlank());
  }

  public VmHardware with(Firmware next) {
    return new VmHardware(
        next, machineType, cpuModel, bootOrder, diskBus, diskCache, nicModel, xml);
  }

  public VmHardware with(List<Boot> order) {
    return new VmHardware(
        firmware, machineType, cpuModel, order, diskBus, diskCache, nicModel, xml);
  }

  String machine() {
    return machineType.orElse(Q35);
  }

  /// Whether its devices are plugged into PCI Express.
  boolean isExpress() {
    return machine().contains(Q35);
  }

  /// What is noted in a domain of what it was made as; empty for the usual. Libvirt writes out what
  /// it makes of most of it, so that the domain itself does not tell any more.
  Optional<String> made() {
    var parts = new TreeMap<String, String>();
    put(parts, "firmware", firmware, Firmware.BIOS);
    machineType.filter(type -> !type.equals(Q35)).ifPresent(t -> parts.put("machine-type", t));
    cpuModel.ifPresent(model -> parts.put("cpu-model", model));
    if (!bootOrder.isEmpty()) {
      parts.put(
          "boot-order", bootOrder.stream().map(VmHardware::word).collect(Collectors.joining(",")));
    }
    put(parts, "disk-bus", diskBus, DiskBus.VIRTIO);
    put(parts, "disk-cache", diskCache, DiskCache.USUAL);
    put(parts, "nic-model", nicModel, NicModel.VIRTIO);
    xml.ifPresent(text -> parts.put("xml", VmPatch.print(text)));
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            parts.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(" ")));
  }

  private static void put(Map<String, String> parts, String name, Enum<?> value, Enum<?> usual) {
    if (value != usual) parts.put(name, word(value));
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// In which parts what is wanted differs from what a run was made as, in words.
  ///
  /// @param want as from [#made]
  static List<String> differences(Optional<String> want, Optional<String> is) {
    var wanted = parts(want);
    var seen = parts(is);
    var names = new TreeMap<>(seen);
    names.putAll(wanted);
    return names.keySet().stream()
        .filter(name ->
            !Optional.ofNullable(wanted.get(name)).equals(Optional.ofNullable(seen.get(name))))
        .map(name -> words(name, Optional.ofNullable(wanted.get(name))))
        .toList();
  }

  private static String words(String name, Optional<String> value) {
    var label = name.replace('-', ' ');
    return name.equals("xml") ? "more XML" : label + " " + value.orElse("as usual");
  }

  private static Map<String, String> parts(Optional<String> made) {
    var parts = new TreeMap<String, String>();
    for (var pair : made.orElse("").split(" ")) {
      int at = pair.indexOf('=');
      if (at > 0) parts.put(pair.substring(0, at), pair.substring(at + 1));
    }
    return parts;
  }
}
