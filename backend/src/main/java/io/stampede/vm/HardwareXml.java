package io.stampede.vm;

import static io.stampede.vm.Xml.escape;

import io.stampede.vm.VmHardware.Boot;
import io.stampede.vm.VmHardware.DiskBus;
import io.stampede.vm.VmHardware.DiskCache;
import io.stampede.vm.VmHardware.Firmware;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/// The parts of a domain's XML that are made of [VmHardware].
final class HardwareXml {
  static final String NAMESPACE = "urn:stampede:made";

  private HardwareXml() {}

  /// Apart from our mark, which is written anew while a machine runs: a run keeps what it was made
  /// as.
  static String made(String text) {
    return "    <stampede-made:hardware xmlns:stampede-made='%s' is='%s'/>\n"
        .formatted(NAMESPACE, escape(text));
  }

  static Optional<String> madeAs(Element metadata) {
    return Xml.elements(metadata).stream()
        .filter(e -> NAMESPACE.equals(e.getNamespaceURI()))
        .map(e -> e.getAttribute("is"))
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  static String firmware(VmHardware hardware) {
    return hardware.firmware() == Firmware.UEFI ? " firmware='efi'" : "";
  }

  static String boot(VmHardware hardware) {
    var order = hardware.bootOrder().isEmpty() ? List.of(Boot.DISK) : hardware.bootOrder();
    // a guest without keys of its own cannot be asked to trust ours
    var plain =
        hardware.firmware() == Firmware.UEFI
            ? "    <firmware>\n      <feature enabled='no' name='secure-boot'/>\n    </firmware>\n"
            : "";
    return plain
        + order.stream()
            .map(boot -> "    <boot dev='%s'/>\n".formatted(boot.device()))
            .collect(Collectors.joining());
  }

  /// Without KVM there is no processor of the host's to pass on.
  static String cpu(VmHardware hardware, DomainXml.Platform platform) {
    var model = hardware.cpuModel().orElse("host-passthrough");
    if (!model.startsWith("host-")) {
      return """
        <cpu mode='custom' match='exact' check='partial'>
          <model fallback='allow'>%s</model>
        </cpu>
      """
          .formatted(escape(model));
    }
    return "  <cpu mode='%s'/>\n".formatted(platform.kvm() ? escape(model) : "maximum");
  }

  static String disks(VmHardware hardware, String folder, Optional<String> disc) {
    return disk(hardware, folder) + DiscXml.drive(hardware, disc);
  }

  private static String disk(VmHardware hardware, String folder) {
    var cache =
        hardware.diskCache() == DiskCache.USUAL
            ? ""
            : " cache='%s'".formatted(VmHardware.word(hardware.diskCache()));
    var controller =
        hardware.diskBus() == DiskBus.SCSI
            ? "    <controller type='scsi' index='0' model='virtio-scsi'/>\n"
            : "";
    return controller
        + """
            <disk type='file' device='disk'>
              <driver name='qemu' type='qcow2'%s discard='unmap'/>
              <source file='%s/disk.qcow2'/>
              <target dev='%s' bus='%s'/>
            </disk>
        """
            .formatted(
                cache,
                escape(folder),
                hardware.diskBus() == DiskBus.VIRTIO ? "vda" : "sda",
                VmHardware.word(hardware.diskBus()));
  }
}
