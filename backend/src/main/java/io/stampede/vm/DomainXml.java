package io.stampede.vm;

import io.stampede.engine.ResourceId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Libvirt's description of a machine, written and read. What is read comes from a host and is not
/// trusted: no document type, no entities.
final class DomainXml {
  static final String NAMESPACE = "urn:stampede";
  private static final Pattern DRIVE = Pattern.compile(".*/drive-([0-9a-f]{16})\\.iso");
  private static final int MOST = 4 * 1024 * 1024;

  private DomainXml() {}

  /// What the host offers.
  record Platform(String arch, boolean kvm) {}

  /// What is read of a domain.
  ///
  /// @param mark the resource id in our metadata
  /// @param shape with our own cards only
  /// @param screen where its VNC listens
  /// @param console the file that its serial console is written to
  record Seen(
      Optional<String> mark,
      String name,
      VmShape shape,
      Optional<Screen> screen,
      Optional<String> console) {
    Optional<String> vncSocket() {
      return screen.map(Screen::socket).filter(path -> !path.isEmpty());
    }
  }

  /// @param socket its path; empty where VNC listens on a port
  record Screen(String socket, String address, int port) {}

  /// XML that cannot be read.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String what) {
      super("libvirt's XML cannot be read: " + what);
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
  static String render(ResourceId id, VmStep.Define define, String folder, Platform platform) {
    return """
    <domain type='%s'>
      <name>%s</name>
      <uuid>%s</uuid>
      <metadata>
        <stampede:machine xmlns:stampede='%s' id='%s'/>
      </metadata>
      <memory unit='MiB'>%d</memory>
      <currentMemory unit='MiB'>%d</currentMemory>
      <vcpu placement='static'>%d</vcpu>
      <sysinfo type='smbios'>
        <system>
          <entry name='manufacturer'>Stampede</entry>
          <entry name='product'>OpenStack Compute</entry>
        </system>
      </sysinfo>
      <os>
        <type arch='%s' machine='q35'>hvm</type>
        <boot dev='hd'/>
        <smbios mode='sysinfo'/>
      </os>
      <features>
        <acpi/>
        <apic/>
      </features>
      <cpu mode='%s'/>
      <clock offset='utc'/>
      <on_poweroff>destroy</on_poweroff>
      <on_reboot>restart</on_reboot>
      <on_crash>destroy</on_crash>
      <devices>
        <disk type='file' device='disk'>
          <driver name='qemu' type='qcow2' discard='unmap'/>
          <source file='%s/disk.qcow2'/>
          <target dev='vda' bus='virtio'/>
        </disk>
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
            escape(define.name().value()),
            uuid(id),
            NAMESPACE,
            escape(id.value()),
            define.shape().memoryMib(),
            define.shape().memoryMib(),
            define.shape().cpus(),
            escape(platform.arch()),
            platform.kvm() ? "host-passthrough" : "maximum",
            escape(folder),
            define.shape().drive().map(print -> drive(folder, print)).orElse(""),
            define.shape().cards().stream().map(DomainXml::card).collect(Collectors.joining()),
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

  private static String card(VmCard card) {
    boolean direct = card.type().equals(VmCard.DIRECT);
    return """
        <interface type='%s'>
          <mac address='%s'/>
          <source %s='%s'%s/>
    %s      <model type='virtio'/>
        </interface>
    """
        .formatted(
            escape(card.type()),
            escape(card.mac()),
            source(card.type()),
            escape(card.source()),
            direct ? " mode='bridge'" : "",
            card.port().map("      <target dev='%s'/>\n"::formatted).orElse(""));
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
        child(domain, "metadata").flatMap(DomainXml::mark),
        text(domain, "name"),
        new VmShape(
            (int) number(text(domain, "vcpu")),
            mebibytes(child(domain, "memory").orElseThrow(() -> new Unreadable("no memory"))),
            devices.map(d -> cards(d, mac)).orElse(List.of()),
            devices.filter(_ -> !mac.isEmpty()).flatMap(DomainXml::drive)),
        devices.flatMap(DomainXml::screen),
        devices.flatMap(DomainXml::console));
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

  private static Optional<String> mark(Element metadata) {
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
  static String mark(ResourceId id) {
    return "<machine id='%s'/>".formatted(escape(id.value()));
  }

  /// The same domain with other CPUs and memory, and nothing else changed.
  static String reshaped(String xml, VmShape shape) throws Unreadable {
    var domain = root(xml, "domain");
    set(domain, "memory", shape.memoryMib());
    if (child(domain, "currentMemory").isPresent()) {
      set(domain, "currentMemory", shape.memoryMib());
    }
    var cpus = child(domain, "vcpu").orElseThrow(() -> new Unreadable("no vcpu"));
    cpus.removeAttribute("current");
    cpus.setTextContent(Integer.toString(shape.cpus()));
    try {
      var text = new StringWriter();
      var transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(domain), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static void set(Element domain, String name, int mebibytes) throws Unreadable {
    var memory = child(domain, name).orElseThrow(() -> new Unreadable("no " + name));
    memory.setAttribute("unit", "MiB");
    memory.setTextContent(Integer.toString(mebibytes));
  }

  private static int mebibytes(Element memory) throws Unreadable {
    long n = number(memory.getTextContent());
    var unit = memory.getAttribute("unit");
    long kib =
        switch (unit) {
          case "", "KiB" -> n;
          case "MiB" -> n << 10;
          case "GiB" -> n << 20;
          default -> throw new Unreadable("memory in " + unit);
        };
    return (int) (kib >> 10);
  }

  private static long number(String text) throws Unreadable {
    if (!text.strip().matches("[0-9]{1,15}")) throw new Unreadable("not a number: " + text);
    return Long.parseLong(text.strip());
  }

  private static Element root(String xml, String name) throws Unreadable {
    if (xml.length() > MOST) throw new Unreadable("more than 4 MiB");
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setNamespaceAware(true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      var root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
      if (!name.equals(root.getLocalName())) throw new Unreadable("no " + name);
      return root;
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static String text(Element parent, String name) throws Unreadable {
    return child(parent, name)
        .map(Element::getTextContent)
        .orElseThrow(() -> new Unreadable("no " + name));
  }

  private static String textOr(Element parent, String name, String other) {
    return child(parent, name).map(Element::getTextContent).orElse(other);
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  private static List<Element> children(Element parent, String name) {
    return elements(parent).stream().filter(e -> name.equals(e.getLocalName())).toList();
  }

  private static List<Element> elements(Element parent) {
    var found = new ArrayList<Element>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e) found.add(e);
    }
    return found;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&apos;")
        .replace("\"", "&quot;");
  }
}
