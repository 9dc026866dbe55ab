package dev.edmund.model.csdl;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** What an XML parser has to say, in words for whoever wrote the document. */
final class XmlReasons {
  // The parser of the JDK has no words for what breaks the rules of namespaces, only these keys.
  private static final Pattern KEY =
      Pattern.compile("http://www\\.w3\\.org/TR/[^#]*#(\\w+)\\?(.*)");

  private XmlReasons() {}

  /** The reason without its position, which stands in front of the message already. */
  static String of(XMLStreamException e) {
    String text = String.valueOf(e.getMessage()).strip();
    int message = text.indexOf("Message:");
    String reason = message < 0 ? text : text.substring(message + 8).strip();
    Matcher key = KEY.matcher(reason);
    return key.matches()
        ? namespaces(key.group(1), List.of(key.group(2).split("&", -1)))
        : reason.replaceAll("\\s+", " ").replaceAll("[.;]+$", "");
  }

  private static String namespaces(String key, List<String> names) {
    if (key.equals("AttributePrefixUnbound") && names.size() == 3) {
      return unbound(names.get(2), "attribute " + names.get(1) + " of <" + names.get(0) + ">");
    }
    if (key.equals("ElementPrefixUnbound") && names.size() == 2) {
      return unbound(names.get(0), "element <" + names.get(1) + ">");
    }
    return key + " " + String.join(", ", names);
  }

  private static String unbound(String prefix, String what) {
    return "the prefix "
        + prefix
        + " of "
        + what
        + " is not bound to a namespace (no xmlns:"
        + prefix
        + ")";
  }
}
