package io.stampede.vm;

import io.stampede.image.ImageFormat;
import io.stampede.image.SshImageHost;
import io.stampede.vm.Xml.Unreadable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/// The CD drive in libvirt's description of a machine, written and read. Every machine that is made
/// here has one: a drive cannot be plugged into a run, but a disc can be put into it.
final class DiscXml {
  private static final String FOLDER = SshImageHost.FOLDER.value() + "/";
  private static final Pattern FILE =
      Pattern.compile(Pattern.quote(FOLDER) + "([a-z0-9-]{1,63})\\.iso");

  /// No disk has these letters. The place is said, or libvirt would count the letters to find it.
  private static final String SATA =
      """
            <target dev='sdz' bus='sata'/>
            <readonly/>
            <address type='drive' controller='0' bus='0' target='0' unit='5'/>
      """;

  private static final String IDE =
      """
            <target dev='hdc' bus='ide'/>
            <readonly/>
      """;

  private static final List<String> OURS = List.of("sdz", "hdc");

  private DiscXml() {}

  static String drive(VmHardware hardware, Optional<String> disc) {
    return drive(hardware.isExpress() ? SATA : IDE, disc);
  }

  private static String drive(String place, Optional<String> disc) {
    var source =
        disc.map(image -> SshImageHost.path(image, ImageFormat.ISO).value())
            .map(file -> "      <source file='%s'/>\n".formatted(Xml.escape(file)))
            .orElse("");
    return """
        <disk type='file' device='cdrom'>
          <driver name='qemu' type='raw'/>
    %s%s\
        </disk>
    """
        .formatted(source, place);
  }

  /// What is in a drive; of what others put there nothing is known.
  static Optional<String> disc(Element devices) {
    return Xml.children(devices, "disk").stream()
        .filter(disk -> disk.getAttribute("device").equals("cdrom"))
        .flatMap(disk -> Xml.child(disk, "source").stream())
        .map(source -> FILE.matcher(source.getAttribute("file")))
        .filter(Matcher::matches)
        .map(file -> file.group(1))
        .findFirst();
  }

  /// The drive that a domain has, with another disc; empty when it has none of ours.
  static Optional<String> changed(String domain, Optional<String> disc) throws Unreadable {
    return Xml.children(Xml.root(domain, "domain"), "devices").stream()
        .flatMap(devices -> Xml.children(devices, "disk").stream())
        .filter(disk -> disk.getAttribute("device").equals("cdrom"))
        .flatMap(disk -> Xml.child(disk, "target").stream())
        .map(target -> target.getAttribute("dev"))
        .filter(OURS::contains)
        .findFirst()
        .map(dev -> drive(SATA.contains("'" + dev + "'") ? SATA : IDE, disc));
  }
}
