package dev.edmund.spec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The names in the entity container of a document, read by the parser of the platform. */
record Container(List<String> sets, List<String> singletons, List<String> nullableSingletons) {
  private static final String EDM = "http://docs.oasis-open.org/odata/ns/edm";

  static Container in(byte[] metadata) {
    Container container = new Container(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    NodeList containers = root(metadata).getElementsByTagNameNS(EDM, "EntityContainer");
    // A service has one container; a second one is not served.
    if (containers.getLength() > 0) {
      Node child = containers.item(0).getFirstChild();
      for (; child != null; child = child.getNextSibling()) {
        if (child.getNodeType() == Node.ELEMENT_NODE) {
          container.add((Element) child);
        }
      }
    }
    return container;
  }

  private void add(Element child) {
    String name = child.getAttribute("Name");
    if (child.getLocalName().equals("EntitySet")) {
      sets.add(name);
    } else if (child.getLocalName().equals("Singleton")) {
      boolean nullable = child.getAttribute("Nullable").equals("true");
      (nullable ? nullableSingletons : singletons).add(name);
    }
  }

  private static Element root(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not well-formed", e);
    }
  }
}
