package io.stampede.vm;

import static io.stampede.vm.Xml.child;
import static io.stampede.vm.Xml.elements;

import io.stampede.vm.Xml.Unreadable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/// What a person adds to a machine's XML: children of `<domain>`. One that ours has as well takes
/// their attributes, and their children in place of its own of the same name; devices are added.
final class VmPatch {
  static final int LONGEST = 16_384;
  private static final int PRINT = 12;
  private static final String DEVICES = "devices";

  /// What has fields, or is how a machine is known again.
  private static final Set<String> OURS =
      Set.of(
          "name",
          "uuid",
          "metadata",
          "memory",
          "currentMemory",
          "vcpu",
          "os",
          "sysinfo",
          "on_poweroff",
          "on_reboot",
          "on_crash");

  /// Likewise, below `<devices>`; what VNC listens on is never a network's port, and the program
  /// that runs is the host's own.
  private static final Set<String> OUR_DEVICES =
      Set.of("emulator", "disk", "graphics", "serial", "console");

  private VmPatch() {}

  /// Tells one from the other; not a secret.
  static String print(String xml) {
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(xml.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, PRINT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What is wrong with it; empty when it can be merged.
  static Optional<String> fault(String xml) {
    try {
      var root = read(xml);
      if (elements(root).isEmpty()) return Optional.of("has no element");
      for (var part : elements(root)) {
        var fault = fault(part);
        if (fault.isPresent()) return fault;
      }
      return Optional.empty();
    } catch (Unreadable e) {
      return Optional.of("is not XML that may stand below <domain>: " + e.getMessage());
    }
  }

  private static Optional<String> fault(Element part) {
    if (part.getNamespaceURI() != null) {
      return Optional.of("has <%s>, which is not libvirt's own".formatted(part.getNodeName()));
    }
    if (OURS.contains(part.getLocalName())) {
      return Optional.of("has <%s>, which is made of fields".formatted(part.getLocalName()));
    }
    if (!part.getLocalName().equals(DEVICES)) return Optional.empty();
    return elements(part).stream()
        .map(Element::getLocalName)
        .filter(OUR_DEVICES::contains)
        .findFirst()
        .map("has <devices><%s>, which is made of fields"::formatted);
  }

  private static Element read(String xml) throws Unreadable {
    return Xml.root("<domain>" + xml + "</domain>", "domain");
  }

  /// @param ours a whole domain
  static String merged(String ours, String xml) throws Unreadable {
    var domain = Xml.root(ours, "domain");
    for (var part : elements(read(xml))) {
      var own = child(domain, part.getLocalName());
      if (own.isEmpty()) add(domain, part);
      else merge(own.get(), part);
    }
    return Xml.text(domain);
  }

  private static void merge(Element own, Element part) {
    var attributes = part.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      own.setAttribute(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
    }
    boolean devices = own.getLocalName().equals(DEVICES);
    for (var inner : elements(part)) {
      if (!devices) child(own, inner.getLocalName()).ifPresent(own::removeChild);
    }
    for (var inner : elements(part)) add(own, inner);
  }

  private static void add(Element to, Element part) {
    to.appendChild(to.getOwnerDocument().importNode(part, true));
  }
}
