package dev.edmund.format.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Compares a served document with the one that was given, read by the parser of the platform and
 * not by Edmund's. Every element, attribute and text counts, in any namespace, and so does the
 * order of elements; comments, prefixes and white space between elements do not. Four things may
 * differ:
 *
 * <ul>
 *   <li>the {@code Version} of the root, which the client chooses;
 *   <li>the case of the symbols of {@code Scale} and {@code SRID}, which CSDL writes small;
 *   <li>the namespaces of OData 1 to 3, which become those of OData 4;
 *   <li>a document that is only a {@code Schema}, which gets the elements around it.
 * </ul>
 */
public final class XmlDifference {
  private static final String EDM = "http://docs.oasis-open.org/odata/ns/edm";
  private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

  private XmlDifference() {}

  /** The first difference and where it is; empty when both say the same. */
  public static Optional<String> between(byte[] given, byte[] served) {
    Element theirs = root(given);
    Element ours = root(served);
    if (theirs.getLocalName().equals("Schema")) {
      return in("/Schema", theirs, children(children(ours).get(0)).get(0), Set.of());
    }
    return in("/Edmx", theirs, ours, Set.of("Version"));
  }

  private static Element root(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
      return document.getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not well-formed", e);
    }
  }

  private static Optional<String> in(String path, Element given, Element served, Set<String> free) {
    if (!name(given).equals(name(served))) {
      return Optional.of(path + ": " + name(given) + " became " + name(served));
    }
    Map<String, String> attributes = attributes(given, free);
    Map<String, String> servedAttributes = attributes(served, free);
    if (!attributes.equals(servedAttributes)) {
      return Optional.of(path + ": attributes " + attributes + " became " + servedAttributes);
    }
    if (!text(given).equals(text(served))) {
      return Optional.of(path + ": text '" + text(given) + "' became '" + text(served) + "'");
    }
    List<Element> children = children(given);
    List<Element> servedChildren = children(served);
    for (int i = 0; i < Math.min(children.size(), servedChildren.size()); i++) {
      Element child = children.get(i);
      String step = path + "/" + child.getLocalName() + "[" + child.getAttribute("Name") + "]";
      Optional<String> difference = in(step, child, servedChildren.get(i), Set.of());
      if (difference.isPresent()) {
        return difference;
      }
    }
    return children.size() == servedChildren.size()
        ? Optional.empty()
        : Optional.of(path + ": " + children.size() + " children became " + servedChildren.size());
  }

  private static String name(Node node) {
    String uri = node.getNamespaceURI();
    if (uri != null && uri.startsWith("http://schemas.microsoft.com/ado/")) {
      uri = uri.endsWith("/edmx") ? EDM + "x" : uri.endsWith("/edm") ? EDM : uri;
    }
    return "{" + (uri == null ? "" : uri) + "}" + node.getLocalName();
  }

  private static Map<String, String> attributes(Element element, Set<String> free) {
    Map<String, String> attributes = new TreeMap<>();
    NamedNodeMap all = element.getAttributes();
    for (int i = 0; i < all.getLength(); i++) {
      Attr attribute = (Attr) all.item(i);
      String name = attribute.getLocalName();
      if (!XMLNS.equals(attribute.getNamespaceURI()) && !free.contains(name)) {
        boolean symbol = Set.of("MaxLength", "Scale", "SRID").contains(name);
        String value = attribute.getValue();
        attributes.put(name(attribute), symbol ? value.toLowerCase(Locale.ROOT) : value);
      }
    }
    return attributes;
  }

  /** What an element itself says; white space counts in a string expression only. */
  private static String text(Element element) {
    StringBuilder text = new StringBuilder();
    NodeList nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getNodeType() == Node.TEXT_NODE
          || nodes.item(i).getNodeType() == Node.CDATA_SECTION_NODE) {
        text.append(nodes.item(i).getNodeValue());
      }
    }
    boolean exact = element.getLocalName().equals("String");
    return exact || !text.toString().isBlank() ? text.toString() : "";
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() == Node.ELEMENT_NODE) {
        children.add((Element) node);
      }
    }
    return children;
  }
}
