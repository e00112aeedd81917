package io.stampede.vm;

import static io.stampede.vm.Xml.child;
import static io.stampede.vm.Xml.children;
import static io.stampede.vm.Xml.elements;
import static io.stampede.vm.Xml.escape;
import static io.stampede.vm.Xml.mebibytes;
import static io.stampede.vm.Xml.number;
import static io.stampede.vm.Xml.root;
import static io.stampede.vm.Xml.text;
import static io.stampede.vm.Xml.textOr;

import io.stampede.engine.ResourceId;
import io.stampede.vm.Xml.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/// Libvirt's description of a machine, written and read. What is read comes from a host and is not
/// trusted: no document type, no entities.
final class DomainXml {
  static final String NAMESPACE = "urn:stampede";
  private static final Pattern DRIVE = Pattern.compile(".*/drive-([0-9a-f]{16})\\.iso");

  /// What can be plugged in while it runs needs a free port; a device takes one as well.
  private static final String SOCKETS =
      "    <controller type='pci' index='0' model='pcie-root'/>\n"
          + "    <controller type='pci' model='pcie-root-port'/>\n".repeat(14);

  private DomainXml() {}

  /// What the host offers.
  record Platform(String arch, boolean kvm) {}

  /// What is read of a domain.
  ///
  /// @param mark the resource id in our metadata
  /// @param shape with our own cards only
  /// @param screen where its VNC listens
  /// @param console the file that its serial console is written to
  /// @param done the number of the wish that was brought about last; see [VmPower]
  /// @param notes of its run; only a domain that runs has them
  record Seen(
      Optional<String> mark,
      String name,
      VmShape shape,
      Optional<Screen> screen,
      Optional<String> console,
      OptionalInt done,
      Optional<VmNotes> notes) {
    Optional<String> vncSocket() {
      return screen.map(Screen::socket).filter(path -> !path.isEmpty());
    }
  }

  /// @param socket its path; empty where VNC listens on a port
  record Screen(String socket, String address, int port) {}

  /// What a domain that is defined again keeps.
  ///
  /// @param name while it runs its name cannot change
  /// @param hardware what kind of it is wanted
  record Known(Optional<String> name, OptionalInt done, VmHardware hardware) {
    static final Known NEW = new Known(Optional.empty(), OptionalInt.empty(), VmHardware.USUAL);

    Known with(VmHardware wanted) {
      return new Known(name, done, wanted);
    }
  }

  /// The same for a resource at any time, so that defining twice gives one domain.
  static UUID uuid(ResourceId id) {
    return UUID.nameUUIDFromBytes(("urn:stampede:" + id).getBytes(StandardCharsets.UTF_8));
  }

  /// Under the prefix that QEMU uses; derived from the id, so that a machine keeps it.
  static String mac(ResourceId id) {
    long bits = uuid(id).getLeastSignificantBits();
    return "52:54:00:%02x:%02x:%02x"
        .formatted((bits >> 16) & 0xff, (bits >> 8) & 0xff, bits & 0xff);
  }

  /// By the product's name cloud images know whom to ask for metadata, also without a drive:
  /// cloud-init does not ask on a machine that does not look like a cloud's.
  ///
  /// @param folder of the machine on its host
  static String render(
      ResourceId id, VmStep.Define define, String folder, Platform platform, Known known) {
    var shape = define.shape();
    var hardware = known.hardware();
    return """
    <domain type='%s'>
      <name>%s</name>
      <uuid>%s</uuid>
      <metadata>
        <stampede:machine xmlns:stampede='%s' id='%s'%s/>
    %s\
      </metadata>
      <memory unit='MiB'>%d</memory>
      <currentMemory unit='MiB'>%d</currentMemory>
      <vcpu placement='static'%s>%d</vcpu>
      <sysinfo type='smbios'>
        <system>
          <entry name='manufacturer'>Stampede</entry>
          <entry name='product'>OpenStack Compute</entry>
        </system>
      </sysinfo>
      <os%s>
        <type arch='%s' machine='%s'>hvm</type>
    %s\
        <smbios mode='sysinfo'/>
      </os>
      <features>
        <acpi/>
        <apic/>
      </features>
    %s\
      <clock offset='utc'/>
      <on_poweroff>destroy</on_poweroff>
      <on_reboot>restart</on_reboot>
      <on_crash>destroy</on_crash>
      <devices>
    %s\
    %s\
    %s\
    %s\
        <controller type='usb' model='qemu-xhci'/>
        <serial type='pty'>
          <log file='%s/console.log' append='on'/>
          <target port='0'/>
        </serial>
        <console type='pty'>
          <target type='serial' port='0'/>
        </console>
        <channel type='unix'>
          <target type='virtio' name='org.qemu.guest_agent.0'/>
        </channel>
        <input type='tablet' bus='usb'/>
        <input type='mouse' bus='ps2'/>
        <input type='keyboard' bus='ps2'/>
        <graphics type='vnc'>
          <listen type='socket'/>
        </graphics>
        <video>
          <model type='vga' vram='16384'/>
        </video>
        <memballoon model='virtio'/>
        <rng model='virtio'>
          <backend model='random'>/dev/urandom</backend>
        </rng>
      </devices>
    </domain>
    """
        .formatted(
            platform.kvm() ? "kvm" : "qemu",
            escape(known.name().orElse(define.name().value())),
            uuid(id),
            NAMESPACE,
            escape(id.value()),
            done(known.done()),
            shape.made().map(HardwareXml::made).orElse(""),
            shape.mostMemoryMib(),
            shape.memoryMib(),
            shape.maxCpus().isPresent() ? " current='%d'".formatted(shape.cpus()) : "",
            shape.mostCpus(),
            HardwareXml.firmware(hardware),
            escape(platform.arch()),
            escape(hardware.machine()),
            HardwareXml.boot(hardware),
            HardwareXml.cpu(hardware, platform),
            HardwareXml.disks(hardware, folder, shape.disc()),
            shape.drive().map(print -> drive(folder, print)).orElse(""),
            shape.cards().stream()
                .map(card -> card(card, hardware.nicModel()))
                .collect(Collectors.joining()),
            hardware.isExpress() ? SOCKETS : "",
            escape(folder));
  }

  /// As a disk of virtio: that is there before any module is loaded, as the image's own, where a
  /// guest that looks for it early finds it. What is to be there may have any letter but the first.
  private static String drive(String folder, String print) {
    return """
        <disk type='file' device='disk'>
          <driver name='qemu' type='raw'/>
          <source file='%s/%s'/>
          <target dev='vdz' bus='virtio'/>
          <readonly/>
        </disk>
    """
        .formatted(escape(folder), Drive.file(escape(print)));
  }

  static String card(VmCard card, VmHardware.NicModel model) {
    boolean direct = card.type().equals(VmCard.DIRECT);
    return """
        <interface type='%s'>
          <mac address='%s'/>
          <source %s='%s'%s/>
    %s      <model type='%s'/>
        </interface>
    """
        .formatted(
            escape(card.type()),
            escape(card.mac()),
            source(card.type()),
            escape(card.source()),
            direct ? " mode='bridge'" : "",
            card.port().map("      <target dev='%s'/>\n"::formatted).orElse(""),
            VmHardware.word(model));
  }

  /// The attribute that says where a card is plugged in.
  private static String source(String type) {
    return type.equals(VmCard.DIRECT) ? "dev" : type;
  }

  /// @param mac the machine's own; empty for one that was not made here
  static Seen parse(String xml, String mac) throws Unreadable {
    var domain = root(xml, "domain");
    var devices = child(domain, "devices");
    return new Seen(
        child(domain, "metadata").flatMap(DomainXml::marked),
        text(domain, "name"),
        shape(domain, devices, mac),
        devices.flatMap(DomainXml::screen),
        devices.flatMap(DomainXml::console),
        child(domain, "metadata").map(DomainXml::done).orElse(OptionalInt.empty()),
        VmNotes.of(domain));
  }

  private static VmShape shape(Element domain, Optional<Element> devices, String mac)
      throws Unreadable {
    var most = child(domain, "memory").orElseThrow(() -> new Unreadable("no memory"));
    var now = child(domain, "currentMemory").orElse(most);
    var cpus = child(domain, "vcpu").orElseThrow(() -> new Unreadable("no vcpu"));
    int mostCpus = (int) number(cpus.getTextContent());
    var current = cpus.getAttribute("current");
    return new VmShape(
        current.isEmpty() ? mostCpus : (int) number(current),
        mebibytes(now),
        devices.map(d -> cards(d, mac)).orElse(List.of()),
        devices.filter(_ -> !mac.isEmpty()).flatMap(DomainXml::drive),
        OptionalInt.of(mostCpus),
        OptionalInt.of(mebibytes(most)),
        child(domain, "metadata").flatMap(HardwareXml::madeAs),
        devices.flatMap(DiscXml::disc));
  }

  private static OptionalInt done(Element metadata) {
    return elements(metadata).stream()
        .filter(e -> NAMESPACE.equals(e.getNamespaceURI()) && "machine".equals(e.getLocalName()))
        .map(e -> e.getAttribute("done"))
        .filter(done -> done.matches("[0-9]{1,9}"))
        .mapToInt(Integer::parseInt)
        .findFirst();
  }

  /// Whether and for what the host can run machines, from libvirt's capabilities.
  static Platform platform(String capabilities) throws Unreadable {
    var all = root(capabilities, "capabilities");
    var arch =
        child(all, "host")
            .flatMap(host -> child(host, "cpu"))
            .map(cpu -> textOr(cpu, "arch", ""))
            .orElse("");
    boolean kvm =
        children(all, "guest").stream()
            .flatMap(guest -> children(guest, "arch").stream())
            .filter(a -> a.getAttribute("name").equals(arch))
            .flatMap(a -> children(a, "domain").stream())
            .anyMatch(d -> d.getAttribute("type").equals("kvm"));
    return new Platform(arch, kvm);
  }

  private static Optional<String> marked(Element metadata) {
    return elements(metadata).stream()
        .filter(e -> NAMESPACE.equals(e.getNamespaceURI()))
        .filter(e -> "machine".equals(e.getLocalName()))
        .map(e -> e.getAttribute("id"))
        .findFirst();
  }

  private static List<VmCard> cards(Element devices, String own) {
    var ours = new ArrayList<VmCard>();
    for (var card : children(devices, "interface")) {
      var address = child(card, "mac").map(m -> m.getAttribute("address")).orElse("");
      var type = card.getAttribute("type");
      var source = child(card, "source");
      if (own.isEmpty() || !VmCard.isOurs(address, own) || source.isEmpty()) continue;
      var port = child(card, "target").map(t -> t.getAttribute("dev")).orElse("");
      ours.add(VmCard.seen(address, type, source.get().getAttribute(source(type)), port));
    }
    return ours;
  }

  private static Optional<String> drive(Element devices) {
    return children(devices, "disk").stream()
        .flatMap(disk -> child(disk, "source").stream())
        .map(source -> DRIVE.matcher(source.getAttribute("file")))
        .filter(Matcher::matches)
        .map(file -> file.group(1))
        .findFirst();
  }

  private static Optional<Screen> screen(Element devices) {
    return children(devices, "graphics").stream()
        .filter(g -> g.getAttribute("type").equals("vnc"))
        .flatMap(g -> screenOf(g).stream())
        .findFirst();
  }

  private static Optional<Screen> screenOf(Element graphics) {
    var socket = graphics.getAttribute("socket");
    if (!socket.isEmpty()) return Optional.of(new Screen(socket, "", 0));
    var port = graphics.getAttribute("port");
    if (!port.matches("[0-9]{1,5}")) return Optional.empty();
    var listen = graphics.getAttribute("listen");
    var address =
        listen.isEmpty() || listen.equals("0.0.0.0")
            ? "127.0.0.1"
            : listen.equals("::") ? "::1" : listen;
    return Optional.of(new Screen("", address, Integer.parseInt(port)));
  }

  private static Optional<String> console(Element devices) {
    return children(devices, "serial").stream()
        .flatMap(serial -> child(serial, "log").stream())
        .map(log -> log.getAttribute("file"))
        .filter(file -> file.startsWith("/"))
        .findFirst();
  }

  /// Our mark, as libvirt wants it for a domain that it knows already.
  static String mark(ResourceId id, OptionalInt done) {
    return "<machine id='%s'%s/>".formatted(escape(id.value()), done(done));
  }

  private static String done(OptionalInt done) {
    return done.isPresent() ? " done='%d'".formatted(done.getAsInt()) : "";
  }

  /// The same domain with other CPUs and memory, and nothing else changed.
  static String reshaped(String xml, VmShape shape) throws Unreadable {
    var domain = root(xml, "domain");
    set(domain, "memory", shape.mostMemoryMib());
    boolean has = child(domain, "currentMemory").isPresent();
    if (has) set(domain, "currentMemory", shape.memoryMib());
    if (!has && shape.maxMemoryMib().isPresent()) {
      var now = domain.getOwnerDocument().createElement("currentMemory");
      child(domain, "memory").ifPresent(m -> domain.insertBefore(now, m.getNextSibling()));
      set(domain, "currentMemory", shape.memoryMib());
    }
    var cpus = child(domain, "vcpu").orElseThrow(() -> new Unreadable("no vcpu"));
    if (shape.maxCpus().isPresent()) cpus.setAttribute("current", Integer.toString(shape.cpus()));
    else cpus.removeAttribute("current");
    cpus.setTextContent(Integer.toString(shape.mostCpus()));
    return Xml.text(domain);
  }

  private static void set(Element domain, String name, int mebibytes) throws Unreadable {
    var memory = child(domain, name).orElseThrow(() -> new Unreadable("no " + name));
    memory.setAttribute("unit", "MiB");
    memory.setTextContent(Integer.toString(mebibytes));
  }
}
