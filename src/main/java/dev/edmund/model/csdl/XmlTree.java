package dev.edmund.model.csdl;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an XML file into elements. It knows which XML namespaces are CSDL's, and nothing of what
 * the elements mean.
 */
final class XmlTree {
  static final String EDMX = "http://docs.oasis-open.org/odata/ns/edmx";
  static final String EDM = "http://docs.oasis-open.org/odata/ns/edm";

  // An annotation can nest expressions; no document of a real service is deeper than 30. Newer
  // JDKs stop at 100 by themselves, with words of their own.
  private static final int MAX_DEPTH = 90;

  private static final Map<String, Set<String>> SYMBOLS =
      Map.of(
          "MaxLength", Set.of("max"),
          "Scale", Set.of("variable", "floating"),
          "SRID", Set.of("variable"));

  private static final String OLD_EDMX = "http://schemas.microsoft.com/ado/2007/06/edmx";
  private static final Map<String, String> OLD_EDM =
      Map.of(
          "http://schemas.microsoft.com/ado/2006/04/edm", "1",
          "http://schemas.microsoft.com/ado/2007/05/edm", "1",
          "http://schemas.microsoft.com/ado/2008/01/edm", "2",
          "http://schemas.microsoft.com/ado/2008/09/edm", "2",
          "http://schemas.microsoft.com/ado/2009/08/edm", "2",
          "http://schemas.microsoft.com/ado/2009/11/edm", "3");

  private final String file;
  private final Findings findings;
  private final Deque<Open> open = new ArrayDeque<>();
  private Optional<OldNamespace> old = Optional.empty();

  private XmlTree(Findings findings) {
    this.file = findings.file();
    this.findings = findings;
  }

  /** An element whose end tag is still to come. */
  private static final class Open {
    final String name;
    final Map<String, String> attributes;
    final int line;
    final int column;
    final List<CsdlElement> children = new ArrayList<>();
    final StringBuilder text = new StringBuilder();

    Open(String name, Map<String, String> attributes, int line, int column) {
      this.name = name;
      this.attributes = attributes;
      this.line = line;
      this.column = column;
    }

    CsdlElement close() {
      // White space is content only inside a string expression (CSDL XML, 14.3.10).
      boolean kept = children.isEmpty() && (name.equals("String") || !text.toString().isBlank());
      return new CsdlElement(name, attributes, children, kept ? text.toString() : "", line, column);
    }
  }

  /**
   * The root element of a document.
   *
   * @param findings about the document
   * @param in its text
   * @throws UnreadableModelException when it is not well-formed, has a document type declaration,
   *     nests too deep, or is a model of OData 1.0 to 3.0
   */
  static CsdlElement read(Findings findings, Reader in) throws IOException {
    String file = findings.file();
    XmlTree tree = new XmlTree(findings);
    try {
      CsdlElement root = tree.read(in);
      tree.old.ifPresent(old -> old.judge(root, findings));
      return root;
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException unreadable) {
        throw unreadable;
      }
      Location at = e.getLocation();
      throw new UnreadableModelException(
          file,
          at == null ? 1 : at.getLineNumber(),
          at == null ? 1 : at.getColumnNumber(),
          "this is not well-formed XML: " + XmlReasons.of(e),
          "correct it, or save the document again from its source",
          e);
    }
  }

  private CsdlElement read(Reader in) throws XMLStreamException {
    XMLStreamReader xml = factory().createXMLStreamReader(in);
    CsdlElement root = null;
    while (xml.hasNext()) {
      // The parser tells where an event ends, which is where the next one starts.
      int line = xml.getLocation().getLineNumber();
      int column = xml.getLocation().getColumnNumber();
      switch (xml.next()) {
        case XMLStreamConstants.DTD ->
            throw unreadable(
                xml.getLocation(),
                "it has a document type declaration, which CSDL does not use",
                "remove the <!DOCTYPE>");
        case XMLStreamConstants.START_ELEMENT -> open.push(start(xml, line, column));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (!open.isEmpty()) {
            open.element().text.append(xml.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          CsdlElement done = open.pop().close();
          if (open.isEmpty()) {
            root = done;
          } else {
            open.element().children.add(done);
          }
        }
        default -> {
          // Comments and processing instructions say nothing about the model.
        }
      }
    }
    if (root == null) {
      throw unreadable(xml.getLocation(), "the document is empty", "write a model into it");
    }
    return root;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private Open start(XMLStreamReader xml, int line, int column) {
    Location at = xml.getLocation();
    if (open.size() >= MAX_DEPTH) {
      throw unreadable(
          at,
          "elements are nested more than " + MAX_DEPTH + " deep",
          "check for a missing end tag");
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String uri = xml.getAttributeNamespace(i);
      String local = xml.getAttributeLocalName(i);
      attributes.put(
          uri == null || uri.isEmpty() ? local : "{" + uri + "}" + local, xml.getAttributeValue(i));
    }
    String name = name(xml.getNamespaceURI(), xml.getLocalName(), at);
    SYMBOLS.forEach((facet, symbols) -> symbol(name, facet, symbols, attributes, line, column));
    return new Open(name, attributes, line, column);
  }

  /**
   * Generators write the symbols of these facets with a capital letter; CSDL does not. Olingo's Edm
   * shows those of Scale and SRID as they are.
   */
  private void symbol(
      String element,
      String facet,
      Set<String> symbols,
      Map<String, String> attributes,
      int line,
      int column) {
    String value = attributes.get(facet);
    String symbol = value == null ? "" : value.toLowerCase(Locale.ROOT);
    if (value != null && !symbol.equals(value) && symbols.contains(symbol)) {
      if (!facet.equals("MaxLength")) {
        attributes.put(facet, symbol);
      }
      findings.infos(
          "symbolCase",
          facet + value,
          new CsdlElement(element, attributes, List.of(), "", line, column),
          facet + "=\"" + value + "\" is read as " + symbol);
    }
  }

  private String name(String uri, String local, Location at) {
    if (uri == null || EDM.equals(uri) || EDMX.equals(uri) || uri.isEmpty()) {
      return local;
    }
    if (OLD_EDM.containsKey(uri)) {
      if (old.isEmpty()) {
        old = Optional.of(new OldNamespace(file, OLD_EDM.get(uri), at));
      }
      return local;
    }
    if (OLD_EDMX.equals(uri)) {
      // The edmx namespace is the same from 1.0 to 3.0: the schema inside tells which it is.
      return local;
    }
    return "{" + uri + "}" + local;
  }

  private UnreadableModelException unreadable(Location at, String reason, String remedy) {
    return new UnreadableModelException(
        file, at.getLineNumber(), at.getColumnNumber(), reason, remedy);
  }
}
