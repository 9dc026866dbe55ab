package dev.edmund.format.metadata;

import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.CsdlElement;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes a CSDL document as XML: the elements, attributes and texts of the source in their order,
 * with prefixes and white space of our own. The same document always gives the same bytes.
 */
public final class MetadataXml {
  private static final String EDMX = "http://docs.oasis-open.org/odata/ns/edmx";
  private static final String EDM = "http://docs.oasis-open.org/odata/ns/edm";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";
  private static final Set<String> WRAPPERS =
      Set.of("Edmx", "DataServices", "Reference", "Include", "IncludeAnnotations");

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Map<String, String> prefixes = new TreeMap<>();

  private MetadataXml() {}

  /**
   * The document in UTF-8.
   *
   * @param version what the document calls itself, {@code 4.0} or {@code 4.01}; in 4.0 a document
   *     of 4.01 has none of its new constructs
   */
  public static byte[] write(CsdlDocument document, String version) {
    MetadataXml writer = new MetadataXml();
    writer.root(Version40.root(document, version), version);
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void root(CsdlElement root, String version) {
    Set<String> foreign = new TreeSet<>();
    foreignNames(root, foreign);
    foreign.remove(XML);
    prefixes.put(XML, "xml");
    for (String uri : foreign) {
      prefixes.put(uri, "ns" + prefixes.size());
    }
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<edmx:Edmx");
    attribute("xmlns:edmx", EDMX);
    foreign.forEach(uri -> attribute("xmlns:" + prefixes.get(uri), uri));
    attribute("Version", version);
    for (Map.Entry<String, String> attribute : root.attributes().entrySet()) {
      if (!attribute.getKey().equals("Version")) {
        attribute(name(attribute.getKey()), attribute.getValue());
      }
    }
    content(root, "edmx:Edmx", 0);
  }

  /** The namespaces of names that are not CSDL's. */
  private static void foreignNames(CsdlElement element, Set<String> uris) {
    foreign(element.name(), uris);
    element.attributes().keySet().forEach(name -> foreign(name, uris));
    element.children().forEach(child -> foreignNames(child, uris));
  }

  private static void foreign(String name, Set<String> uris) {
    if (name.startsWith("{")) {
      uris.add(name.substring(1, name.indexOf('}')));
    }
  }

  private String name(String name) {
    if (!name.startsWith("{")) {
      return name;
    }
    int end = name.indexOf('}');
    return prefixes.get(name.substring(1, end)) + ":" + name.substring(end + 1);
  }

  private void element(CsdlElement element, boolean inWrapper, int depth) {
    boolean wrapper = WRAPPERS.contains(element.name());
    String name = wrapper ? "edmx:" + element.name() : name(element.name());
    out.append("  ".repeat(depth)).append('<').append(name);
    if (inWrapper && !wrapper && !element.name().startsWith("{")) {
      attribute("xmlns", EDM);
    }
    element.attributes().forEach((key, value) -> attribute(name(key), value));
    content(element, name, depth);
  }

  private void content(CsdlElement element, String name, int depth) {
    if (element.children().isEmpty() && element.text().isEmpty()) {
      out.append("/>\n");
      return;
    }
    out.append('>');
    if (element.children().isEmpty()) {
      escape(element.text(), false);
    } else {
      out.append('\n');
      boolean wrapper = WRAPPERS.contains(element.name());
      element.children().forEach(child -> element(child, wrapper, depth + 1));
      out.append("  ".repeat(depth));
    }
    out.append("</").append(name).append(">\n");
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    escape(value, true);
    out.append('"');
  }

  /** A parser turns line ends into blanks in attributes and carriage returns into line feeds. */
  private void escape(String value, boolean attribute) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\r' -> out.append("&#13;");
        case '"' -> out.append(attribute ? "&quot;" : "\"");
        case '\n' -> out.append(attribute ? "&#10;" : "\n");
        case '\t' -> out.append(attribute ? "&#9;" : "\t");
        default -> out.append(c);
      }
    }
  }
}
