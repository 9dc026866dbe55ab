package dev.edmund.conventions.dataverse;

import dev.edmund.model.Model;
import dev.edmund.request.header.Preferences;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.jspecify.annotations.Nullable;

/** A request as the service understands it. */
final class Understood {
  private static final Pattern EXPAND = Pattern.compile("(?i)(?:^|&)(?:\\$|%24)?expand=");

  private Understood() {}

  /**
   * The same request without {@code If-None-Match: null}, which clients send to get past their own
   * cache, or any other where the answer tells of more than one record, and without {@code $top}
   * where they ask for pages of a size, as Dataverse has it. Headers that only Dataverse knows are
   * left: the service reads none that it does not know.
   */
  static ODataRequest of(ODataRequest request) {
    String match = request.getHeader("If-None-Match");
    boolean nothing = match != null && (match.trim().equals("null") || isAboutMore(request));
    String query = request.getRawQueryPath();
    String pages = isPaged(request) ? withoutTop(query) : query;
    if (!nothing && String.valueOf(pages).equals(String.valueOf(query))) {
      return request;
    }
    return with(request, pages, !nothing);
  }

  /** The same request with the names that columns of related tables have in groups. */
  static ODataRequest grouped(ODataRequest request, Model model) {
    String query = request.getRawQueryPath();
    String path = String.valueOf(request.getRawODataPath()).replaceFirst("^/", "");
    EdmEntityContainer container = model.edm().getEntityContainer();
    EdmEntitySet set =
        request.getMethod() != HttpMethod.GET || container == null || query == null
            ? null
            : container.getEntitySet(path);
    String named = set == null ? query : GroupNames.in(set.getEntityType(), query);
    return String.valueOf(named).equals(String.valueOf(query))
        ? request
        : with(request, named, true);
  }

  /**
   * The same request with another query.
   *
   * @param all whether it has all headers, or none that asks whether something is not there
   */
  private static ODataRequest with(ODataRequest request, @Nullable String query, boolean all) {
    ODataRequest plain = to(request, request.getRawODataPath(), query);
    plain.setMethod(request.getMethod());
    plain.setBody(request.getBody());
    for (Map.Entry<String, List<String>> header : request.getAllHeaders().entrySet()) {
      if (all || !header.getKey().toLowerCase(Locale.ROOT).equals("if-none-match")) {
        plain.addHeader(header.getKey(), header.getValue());
      }
    }
    return plain;
  }

  /** Whether an answer has what the version of the record itself does not tell of. */
  private static boolean isAboutMore(ODataRequest request) {
    String query = String.valueOf(request.getRawQueryPath());
    return request.getMethod() == HttpMethod.GET
        && (EXPAND.matcher(query).find() || !preferences(request).annotations().isEmpty());
  }

  private static boolean isPaged(ODataRequest request) {
    return request.getMethod() == HttpMethod.GET && preferences(request).maxPageSize() != null;
  }

  private static @Nullable String withoutTop(@Nullable String query) {
    return query == null
        ? null
        : Stream.of(query.split("&", -1))
            .filter(option -> !option.matches("(?i)(?:\\$|%24)?top=.*"))
            .collect(Collectors.joining("&"));
  }

  /** What a request prefers. */
  static Preferences preferences(ODataRequest request) {
    List<String> prefer = request.getHeaders("Prefer");
    return Preferences.parse(prefer == null || prefer.isEmpty() ? null : String.join(",", prefer));
  }

  /** A request to another place under the same root, without method, headers and body. */
  static ODataRequest to(ODataRequest request, String path, @Nullable String query) {
    ODataRequest other = new ODataRequest();
    other.setProtocol(request.getProtocol());
    other.setRawBaseUri(request.getRawBaseUri());
    other.setRawODataPath(path);
    other.setRawQueryPath(query);
    other.setRawRequestUri(
        request.getRawBaseUri() + path + (query == null || query.isEmpty() ? "" : "?" + query));
    return other;
  }
}
