package dev.edmund.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.edmund.model.Mount;
import dev.edmund.processor.Service;
import dev.edmund.processor.ServiceOverview;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;
import org.eclipse.jetty.util.StringUtil;

/** What {@code /} shows: the mounts, the sets with their row counts, and requests to try. */
record StartPage(Service service) {
  private static final String STYLE =
      ":root{color-scheme:light dark}"
          + "body{font:16px/1.5 system-ui,sans-serif;"
          + "max-width:56rem;margin:2rem auto;padding:0 1rem}"
          + "h1{margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.25rem 0}"
          + "ul{margin:0;padding:0;list-style:none}li{padding:.125rem 0}"
          + "a{text-decoration:none}a:hover,a:focus{text-decoration:underline}"
          + "code{overflow-wrap:anywhere}"
          + ".sets{columns:21rem;column-gap:2.5rem}"
          + ".sets li{display:flex;justify-content:space-between;break-inside:avoid}"
          + ".sets a{overflow-wrap:anywhere}"
          + ".sets span{padding-left:1rem;opacity:.7;font-variant-numeric:tabular-nums}";

  /** Nothing may be loaded or run but the style that stands in the page. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * The page for people.
   *
   * @param root the absolute URL of the server's root, without a last slash
   */
  String html(String root) {
    ServiceOverview overview = service.overview();
    StringBuilder out = new StringBuilder(4_096);
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
        .append("<title>Edmund</title>\n<style>")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>Edmund</h1>\n")
        .append("<p>This is an OData service. Give one of its roots to Power BI or Excel as the ")
        .append("URL of an OData feed, or follow the links.</p>\n<h2>Roots</h2>\n<ul>\n");
    for (Mount mount : overview.mounts()) {
      out.append("<li>").append(link(root, mount.path(), root + mount.path()));
      out.append(" \u00b7 ")
          .append(link(root, mount.path() + "$metadata", "metadata"))
          .append("</li>\n");
    }
    out.append("</ul>\n<h2>Requests to try</h2>\n<ul>\n");
    for (String sample : overview.samples()) {
      out.append("<li><code>")
          .append(link(root, sample, sample.replace("%20", " ")))
          .append("</code></li>\n");
    }
    out.append("</ul>\n<h2>Sets and singletons</h2>\n<ul class=\"sets\">\n");
    String first = overview.mounts().isEmpty() ? "/" : overview.mounts().get(0).path();
    for (ServiceOverview.Resource resource : overview.resources()) {
      out.append("<li>")
          .append(link(root, first + resource.name(), resource.name()))
          .append("<span>")
          .append(StringUtil.sanitizeXmlString(rows(resource)))
          .append("</span></li>\n");
    }
    return out.append("</ul>\n</body>\n</html>\n").toString();
  }

  /** The same for machines. */
  byte[] json(String root) {
    ServiceOverview overview = service.overview();
    ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("mounts");
      for (Mount mount : overview.mounts()) {
        json.writeString(root + mount.path());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("resources");
      for (ServiceOverview.Resource resource : overview.resources()) {
        json.writeStartObject();
        json.writeStringField("name", resource.name());
        json.writeStringField("kind", resource.kind());
        if (resource.rows().isPresent()) {
          json.writeNumberField("rows", resource.rows().getAsLong());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("samples");
      for (String sample : overview.samples()) {
        json.writeString(root + sample);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The number of rows; what has none to count says what it is. */
  private static String rows(ServiceOverview.Resource resource) {
    OptionalLong rows = resource.rows();
    return rows.isPresent() ? String.format(Locale.ROOT, "%,d", rows.getAsLong()) : resource.kind();
  }

  private static String link(String root, String path, String text) {
    String target = StringUtil.sanitizeXmlString(root + path);
    return "<a href=\"" + target + "\">" + StringUtil.sanitizeXmlString(text) + "</a>";
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
