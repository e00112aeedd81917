package io.stampede.vm;

import static io.stampede.vm.Xml.child;
import static io.stampede.vm.Xml.children;
import static io.stampede.vm.Xml.escape;

import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.Xml.Unreadable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/// Libvirt's description of a snapshot, written and read.
final class SnapshotXml {
  private static final Pattern DRIVE = Pattern.compile(".*/drive-([0-9a-f]{16})\\.iso");
  private static final String QCOW2 = "qcow2";

  private SnapshotXml() {}

  /// A disk of a domain, as far as it matters here.
  ///
  /// @param dev as in `vda`
  /// @param file empty for one that is none
  /// @param isWritten whether its guest may write to it
  private record Disk(String dev, String file, String format, boolean isWritten) {}

  /// What can be taken of a domain.
  ///
  /// @param raw the first disk that its guest writes to and that can have no snapshots
  /// @param kept of the disks whose state is kept, what libvirt calls them
  /// @param out the others
  record Disks(Optional<String> raw, List<String> kept, List<String> out) {}

  private static List<Disk> disks(Element domain) {
    return children(domain, "devices").stream()
        .flatMap(devices -> children(devices, "disk").stream())
        .map(SnapshotXml::disk)
        .toList();
  }

  private static Disk disk(Element disk) {
    var device = disk.getAttribute("device");
    var file = attribute(disk, "source", "file");
    var any = Stream.of("dev", "name", "volume").map(a -> attribute(disk, "source", a));
    boolean isEmpty = file.isEmpty() && any.allMatch(String::isEmpty);
    boolean isDisk = device.isEmpty() || device.equals("disk");
    return new Disk(
        attribute(disk, "target", "dev"),
        file,
        attribute(disk, "driver", "type"),
        isDisk && !isEmpty && child(disk, "readonly").isEmpty());
  }

  private static String attribute(Element parent, String name, String attribute) {
    return child(parent, name).map(c -> c.getAttribute(attribute)).orElse("");
  }

  static Disks disks(String domainXml) throws Unreadable {
    var all = disks(Xml.root(domainXml, "domain"));
    return new Disks(
        all.stream()
            .filter(d -> d.isWritten() && !d.format().equals(QCOW2))
            .map(SnapshotXml::called)
            .findFirst(),
        all.stream().filter(SnapshotXml::isKept).map(Disk::dev).toList(),
        all.stream().filter(d -> !isKept(d)).map(Disk::dev).toList());
  }

  private static boolean isKept(Disk disk) {
    return disk.isWritten() && disk.format().equals(QCOW2);
  }

  /// A volume by its id, for which people are shown its name.
  private static String called(Disk disk) {
    var parts = disk.file().split("/", -1);
    boolean isVolume = disk.file().startsWith("/var/lib/stampede/volumes/") && parts.length > 5;
    if (isVolume) return "volume " + parts[5];
    return disk.file().isEmpty() ? "disk " + disk.dev() : "disk " + disk.file();
  }

  static String render(SnapshotHost.Taking what, Disks disks, boolean runs) {
    return """
    <domainsnapshot>
      <name>%s</name>
      <description>%s</description>
      <memory snapshot='%s'/>
      <disks>
    %s\
      </disks>
    </domainsnapshot>
    """
        .formatted(
            escape(what.name()),
            escape(what.says()),
            runs ? "internal" : "no",
            Stream.concat(
                    disks.kept().stream().map(dev -> line(dev, "internal")),
                    disks.out().stream().map(dev -> line(dev, "no")))
                .collect(Collectors.joining()));
  }

  private static String line(String dev, String how) {
    return "    <disk name='%s' snapshot='%s'/>\n".formatted(escape(dev), how);
  }

  /// @param current the name of the one that the machine comes from
  static VmSnapshot parse(String xml, Optional<String> current) throws Unreadable {
    var root = Xml.root(xml, "domainsnapshot");
    var name = Xml.text(root, "name");
    var domain = child(root, "domain");
    var disks = domain.map(SnapshotXml::disks).orElse(List.of());
    var kept =
        children(root, "disks").stream()
            .flatMap(all -> children(all, "disk").stream())
            .filter(d -> d.getAttribute("snapshot").equals("internal"))
            .map(d -> d.getAttribute("name"))
            .toList();
    return new VmSnapshot(
        name,
        Instant.ofEpochSecond(Xml.number(Xml.text(root, "creationTime"))),
        state(Xml.textOr(root, "state", "")),
        attribute(root, "memory", "snapshot").matches("internal|external"),
        child(root, "parent").flatMap(p -> child(p, "name")).map(Element::getTextContent),
        current.filter(name::equals).isPresent(),
        disks.stream().filter(d -> kept.contains(d.dev())).map(Disk::file).toList(),
        disks.stream()
            .map(d -> DRIVE.matcher(d.file()))
            .filter(Matcher::matches)
            .map(d -> d.group(1))
            .toList());
  }

  private static DomainState state(String word) {
    return switch (word) {
      case "running", "blocked" -> DomainState.RUNNING;
      case "paused", "pmsuspended" -> DomainState.PAUSED;
      default -> DomainState.STOPPED;
    };
  }
}
