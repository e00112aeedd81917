package io.stampede.vm;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/// XML that comes from a host or from a person, and is not trusted: no document type, no entities.
final class Xml {
  private static final int MOST = 4 * 1024 * 1024;

  private Xml() {}

  /// XML that cannot be read.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String what) {
      super("libvirt's XML cannot be read: " + what);
    }
  }

  static int mebibytes(Element memory) throws Unreadable {
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

  static long number(String text) throws Unreadable {
    if (!text.strip().matches("[0-9]{1,15}")) throw new Unreadable("not a number: " + text);
    return Long.parseLong(text.strip());
  }

  static Element root(String xml, String name) throws Unreadable {
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

  static String text(Element parent, String name) throws Unreadable {
    return child(parent, name)
        .map(Element::getTextContent)
        .orElseThrow(() -> new Unreadable("no " + name));
  }

  static String textOr(Element parent, String name, String other) {
    return child(parent, name).map(Element::getTextContent).orElse(other);
  }

  static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  static List<Element> children(Element parent, String name) {
    return elements(parent).stream().filter(e -> name.equals(e.getLocalName())).toList();
  }

  static List<Element> elements(Element parent) {
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

  /// As text, without a declaration.
  static String text(Element root) throws Unreadable {
    try {
      var text = new StringWriter();
      var transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(root), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }
}
