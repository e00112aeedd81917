package io.stampede.vm;

import io.stampede.vm.Xml.Unreadable;
import io.stampede.volume.VolumeFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/// Volumes in libvirt's description of a machine, written and read. A disk is one of ours when it
/// lies where volumes do, and its serial number is that volume's id.
final class VolumeXml {
  /// For disks of SCSI; libvirt's own choice is one that few guests know.
  static final String SCSI = "<controller type='scsi' model='virtio-scsi'/>";

  private static final Pattern FILE =
      Pattern.compile("(?:/var/lib/stampede|/demo)/volumes/([a-z0-9-]{1,63})(?:/[^/]+)?");

  private VolumeXml() {}

  static String disk(VmDisk disk) {
    return """
    <disk type='file' device='disk'>
      <driver name='qemu' type='%s' discard='unmap'/>
      <source file='%s'/>
      <target dev='%s' bus='%s'/>
      %s<serial>%s</serial>
      <alias name='ua-%s'/>
    </disk>
    """
        .formatted(
            disk.format().word(),
            Xml.escape(disk.file()),
            Xml.escape(disk.dev()),
            disk.bus().word(),
            disk.readOnly() ? "<readonly/>\n  " : "",
            serial(disk.volume()),
            Xml.escape(disk.volume()));
  }

  /// QEMU's disks take no more than 20 characters.
  private static String serial(String volume) {
    return Xml.escape(volume.length() > 20 ? volume.substring(0, 20) : volume);
  }

  static List<VmDisk> disks(String xml) throws Unreadable {
    return Xml.children(Xml.root(xml, "domain"), "devices").stream()
        .flatMap(devices -> Xml.children(devices, "disk").stream())
        .flatMap(disk -> volume(disk).stream())
        .toList();
  }

  static boolean hasScsi(String xml) throws Unreadable {
    return Xml.children(Xml.root(xml, "domain"), "devices").stream()
        .flatMap(devices -> Xml.children(devices, "controller").stream())
        .anyMatch(c ->
            c.getAttribute("type").equals("scsi") && c.getAttribute("model").equals("virtio-scsi"));
  }

  private static Optional<VmDisk> volume(Element disk) {
    var file = FILE.matcher(attribute(disk, "source", "file"));
    if (!file.matches()) return Optional.empty();
    var serial = Xml.child(disk, "serial").map(Element::getTextContent).orElse("");
    var bus = enumOf(VmDisk.Bus.values(), attribute(disk, "target", "bus"), VmDisk.Bus::word);
    var format =
        enumOf(VolumeFormat.values(), attribute(disk, "driver", "type"), VolumeFormat::word);
    if (!serial.equals(serial(file.group(1))) || bus.isEmpty() || format.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new VmDisk(
            file.group(1),
            attribute(disk, "target", "dev"),
            bus.get(),
            Xml.child(disk, "readonly").isPresent(),
            file.group(),
            format.get()));
  }

  private static <E> Optional<E> enumOf(
      E[] all, String word, java.util.function.Function<E, String> words) {
    return Arrays.stream(all).filter(e -> words.apply(e).equals(word)).findFirst();
  }

  private static String attribute(Element disk, String child, String name) {
    return Xml.child(disk, child).map(c -> c.getAttribute(name)).orElse("");
  }
}
