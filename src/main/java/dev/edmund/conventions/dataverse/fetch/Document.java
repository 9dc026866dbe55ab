package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the text of a query into its elements, which are those that FetchXML has. */
final class Document {
  /** Links and conditions are limited as Dataverse limits them; the rest follows from that. */
  static final int MOST_LINKS = 15;

  static final int MOST_CONDITIONS = 500;
  private static final int DEEPEST = 40;

  private static final String ATTRIBUTE = "attribute";

  /** What an element may have; what has no meaning here is there to be read over. */
  private record Grammar(Set<String> attributes, Set<String> children) {}

  private static final Set<String> OF_TABLE =
      Set.of("attribute", "all-attributes", "no-attrs", "order", "filter", "link-entity");

  private static final Map<String, Grammar> GRAMMAR =
      Map.ofEntries(
          Map.entry(
              "fetch",
              new Grammar(
                  Set.of(
                      "version",
                      "mapping",
                      "top",
                      "count",
                      "page",
                      "paging-cookie",
                      "returntotalrecordcount",
                      "distinct",
                      "aggregate",
                      "aggregatelimit",
                      "no-lock",
                      "latematerialize",
                      "useraworderby",
                      "utc-offset",
                      "min-active-row-version",
                      "output-format",
                      "options",
                      "datasource",
                      "savedqueryid"),
                  Set.of("entity"))),
          Map.entry(
              "entity",
              new Grammar(
                  Set.of("name", "enableprefiltering", "prefilterparametername"), OF_TABLE)),
          Map.entry(
              "link-entity",
              new Grammar(
                  Set.of(
                      "name",
                      "from",
                      "to",
                      "alias",
                      "link-type",
                      "intersect",
                      "visible",
                      "enableprefiltering",
                      "prefilterparametername"),
                  OF_TABLE)),
          Map.entry(
              ATTRIBUTE,
              new Grammar(
                  Set.of(
                      "name",
                      "alias",
                      "aggregate",
                      "groupby",
                      "dategrouping",
                      "distinct",
                      "usertimezone",
                      "addedby",
                      "build",
                      "rowaggregate"),
                  Set.of())),
          Map.entry("all-attributes", new Grammar(Set.of(), Set.of())),
          Map.entry("no-attrs", new Grammar(Set.of(), Set.of())),
          Map.entry(
              "order",
              new Grammar(Set.of(ATTRIBUTE, "alias", "entityname", "descending"), Set.of())),
          Map.entry(
              "filter",
              new Grammar(
                  Set.of(
                      "type",
                      "hint",
                      "isquickfindfields",
                      "overridequickfindrecordlimitenabled",
                      "overridequickfindrecordlimitdisabled"),
                  Set.of("condition", "filter", "link-entity"))),
          Map.entry(
              "condition",
              new Grammar(
                  Set.of(
                      ATTRIBUTE,
                      "operator",
                      "value",
                      "valueof",
                      "entityname",
                      "column",
                      "aggregate",
                      "alias",
                      "rowaggregate",
                      "uiname",
                      "uitype",
                      "uihidden"),
                  Set.of("value"))),
          Map.entry("value", new Grammar(Set.of("uiname", "uitype"), Set.of())));

  private final XMLStreamReader in;
  private int links;
  private int conditions;

  private Document(XMLStreamReader in) {
    this.in = in;
  }

  /**
   * The root element, {@code fetch}.
   *
   * @throws ODataException 400 when the text is not XML or not FetchXML, or is too large
   */
  static Element read(String text) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text));
      return new Document(in).root();
    } catch (XMLStreamException e) {
      throw unreadable(e);
    }
  }

  /** An element whose end is still to come. */
  private static final class Open {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Element> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final Location at;

    Open(String name, Location at) {
      this.name = name;
      this.at = at;
    }

    Element closed() {
      return new Element(
          name, attributes, children, text.toString(), at.getLineNumber(), at.getColumnNumber());
    }
  }

  private Element root() throws XMLStreamException {
    Deque<Open> open = new ArrayDeque<>();
    Element root = null;
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> open.push(start(open.peek(), open.size()));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(open.peek());
        case XMLStreamConstants.END_ELEMENT -> {
          Element closed = open.pop().closed();
          if (open.isEmpty()) {
            root = closed;
          } else {
            open.getFirst().children.add(closed);
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new ODataException(
                ErrorCode.BAD_REQUEST,
                "FetchXML has no document type and no entities of its own.",
                Element.TARGET);
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
    if (root == null) {
      throw new ODataException(ErrorCode.BAD_REQUEST, "FetchXML is empty.", Element.TARGET);
    }
    return root;
  }

  private Open start(@Nullable Open parent, int depth) {
    Open open = new Open(in.getLocalName(), in.getLocation());
    Grammar grammar = GRAMMAR.get(open.name);
    Grammar around = parent == null ? null : GRAMMAR.get(parent.name);
    boolean wanted =
        around == null ? open.name.equals("fetch") : around.children().contains(open.name);
    if (grammar == null || !wanted) {
      String where = parent == null ? "where <fetch> is expected" : "in <" + parent.name + ">";
      throw open.closed().error(ErrorCode.BAD_REQUEST, "has no meaning " + where);
    }
    count(open);
    if (depth >= DEEPEST) {
      throw limit(open, "elements within each other", DEEPEST);
    }
    for (int i = 0; i < in.getAttributeCount(); i++) {
      open.attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
    }
    for (String attribute : open.attributes.keySet()) {
      if (!grammar.attributes().contains(attribute)) {
        throw open.closed().error(ErrorCode.BAD_REQUEST, "has no attribute '" + attribute + "'");
      }
    }
    return open;
  }

  private void count(Open open) {
    links += open.name.equals("link-entity") ? 1 : 0;
    conditions += open.name.equals("condition") ? 1 : 0;
    if (links > MOST_LINKS) {
      throw limit(open, "link entities", MOST_LINKS);
    }
    if (conditions > MOST_CONDITIONS) {
      throw limit(open, "conditions", MOST_CONDITIONS);
    }
  }

  private static ODataException limit(Open open, String what, int most) {
    return open.closed()
        .error(ErrorCode.LIMIT_EXCEEDED, "is too much: there are at most " + most + " " + what);
  }

  private void text(@Nullable Open parent) {
    if (parent == null || in.isWhiteSpace()) {
      return;
    }
    if (!parent.name.equals("value")) {
      throw parent.closed().error(ErrorCode.BAD_REQUEST, "holds text, which only <value> does");
    }
    parent.text.append(in.getText());
  }

  private static ODataException unreadable(XMLStreamException e) {
    Location at = e.getLocation();
    String where =
        at == null ? "" : " in line " + at.getLineNumber() + ", column " + at.getColumnNumber();
    ODataException unreadable =
        new ODataException(
            ErrorCode.BAD_REQUEST, "FetchXML is not XML" + where + ".", Element.TARGET);
    unreadable.addSuppressed(e);
    return unreadable;
  }
}
