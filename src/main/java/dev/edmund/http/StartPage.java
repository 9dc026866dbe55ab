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
import java.util.OptionalLong;
import org.eclipse.jetty.util.StringUtil;

/** What {@code /} shows: the mounts, the sets with their row counts, and requests to try. */
record StartPage(Service service) {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
          + "table{border-collapse:collapse}td{padding:0 2rem 0 0}"
          + "td+td+td{text-align:right;font-variant-numeric:tabular-nums}"
          + "code{overflow-wrap:anywhere}";

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
        .append("<title>Edmund</title>\n<style>")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>Edmund</h1>\n<h2>Roots</h2>\n<ul>\n");
    for (Mount mount : overview.mounts()) {
      out.append("<li>").append(link(root, mount.path(), root + mount.path()));
      out.append(", ").append(link(root, mount.path() + "$metadata", "metadata")).append("</li>\n");
    }
    out.append("</ul>\n<h2>Resources</h2>\n<table>\n");
    String first = overview.mounts().isEmpty() ? "/" : overview.mounts().get(0).path();
    for (ServiceOverview.Resource resource : overview.resources()) {
      out.append("<tr><td>")
          .append(link(root, first + resource.name(), resource.name()))
          .append("</td><td>")
          .append(StringUtil.sanitizeXmlString(resource.kind()))
          .append("</td><td>")
          .append(rows(resource.rows()))
          .append("</td></tr>\n");
    }
    out.append("</table>\n<h2>Requests to try</h2>\n<ul>\n");
    for (String sample : overview.samples()) {
      out.append("<li><code>").append(link(root, sample, sample)).append("</code></li>\n");
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

  private static String rows(OptionalLong rows) {
    return rows.isPresent() ? Long.toString(rows.getAsLong()) : "";
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
