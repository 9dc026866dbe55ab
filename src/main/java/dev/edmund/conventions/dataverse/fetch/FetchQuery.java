package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.conventions.dataverse.OwnResource;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.Mount;
import dev.edmund.processor.Responses;
import dev.edmund.processor.Service;
import dev.edmund.request.header.Preferences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET accounts?fetchXml=…}: asks the service the same in OData.
 *
 * @param model gives the names
 */
public record FetchQuery(Model model, Limits limits) implements OwnResource {
  private static final String OPTION = "fetchxml";
  private static final String APPLIED = "Preference-Applied";
  private static final Set<String> BESIDE = Set.of("$count", "$format");

  @Override
  public boolean isFor(ODataRequest request) {
    boolean read = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
    String query = request.getRawQueryPath();
    return read
        && query != null
        && query.toLowerCase(Locale.ROOT).contains(OPTION)
        && Urls.options(request).keySet().stream().anyMatch(FetchQuery::isQuery);
  }

  private static boolean isQuery(String option) {
    return option.toLowerCase(Locale.ROOT).equals(OPTION);
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount, Service service) {
    Map<String, String> given = Urls.options(request);
    Fetch fetch = FetchReader.read(text(given));
    EdmEntitySet set = set(request);
    if (!set.getEntityType().getName().equals(fetch.entity().name())) {
      throw fetch.entity().at().invalid("name", "is '" + set.getEntityType().getName() + "' here");
    }
    Question question = Question.of(model.edm(), set.getEntityType(), fetch);
    Page page = page(fetch, request, mount);
    Map<String, String> options = new LinkedHashMap<>();
    question.options().forEach((name, value) -> options.put("$" + name, value));
    if (fetch.total() || "true".equals(given.get("$count"))) {
      options.put("$count", "true");
    }
    if (given.containsKey("$format")) {
      options.put("$format", given.getOrDefault("$format", ""));
    }
    page.addTo(options);
    ODataRequest asked = Urls.get(request, options);
    copyHeaders(request, fetch, asked);
    ODataResponse response = service.answer(asked, mount);
    if (response.getStatusCode() != 200) {
      return response;
    }
    return flat(response, request, set.getName(), question, page);
  }

  private String text(Map<String, String> given) {
    String text = "";
    for (Map.Entry<String, String> option : given.entrySet()) {
      if (isQuery(option.getKey())) {
        text = Urls.decoded(option.getValue());
      } else if (option.getKey().startsWith("$") && !BESIDE.contains(option.getKey())) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST,
            "The option " + option.getKey() + " does not go together with fetchXml.",
            option.getKey());
      }
    }
    if (text.length() > limits.urlBytes()) {
      throw Limits.exceeded("urlBytes", limits.urlBytes(), Element.TARGET);
    }
    return text;
  }

  private EdmEntitySet set(ODataRequest request) {
    String path = Urls.decoded(request.getRawODataPath()).replaceAll("^/|/$", "");
    EdmEntitySet set = model.edm().getEntityContainer().getEntitySet(path);
    if (set == null) {
      throw ODataException.notImplemented(
          "FetchXML for '" + path + "', which is no entity set,", Element.TARGET);
    }
    return set;
  }

  /**
   * A page of a query.
   *
   * @param number from 1 on
   * @param first the page that was asked for without a cookie
   * @param token behind which it begins; null without a cookie
   */
  private record Page(int number, int first, int size, @Nullable String token) {
    void addTo(Map<String, String> options) {
      if (first > 1) {
        options.put("$skip", Long.toString((first - 1L) * size));
      }
      if (token != null) {
        options.put("$skiptoken", token);
      }
    }
  }

  private Page page(Fetch fetch, ODataRequest request, Mount mount) {
    Integer asked = Preferences.parse(request.getHeader("Prefer")).maxPageSize();
    Integer usual = mount.conventions().pageSize();
    Integer most = mount.conventions().maxPageSize();
    int size =
        fetch.count() != null
            ? fetch.count()
            : asked != null ? asked : usual != null ? usual : limits.defaultPageSize();
    size = Math.min(size, most == null ? limits.maxPageSize() : most);
    PagingCookie cookie = fetch.page() == 1 ? null : PagingCookie.read(fetch.cookie());
    return cookie == null
        ? new Page(fetch.page(), fetch.page(), size, null)
        : new Page(fetch.page(), cookie.first(), size, cookie.token());
  }

  private static void copyHeaders(ODataRequest request, Fetch fetch, ODataRequest asked) {
    request
        .getAllHeaders()
        .forEach(
            (name, values) -> {
              if (fetch.count() == null || !name.equalsIgnoreCase("prefer")) {
                asked.addHeader(name, values);
              }
            });
    if (fetch.count() != null) {
      String prefer = request.getHeader("Prefer");
      String size = "odata.maxpagesize=" + fetch.count();
      // Of several equal preferences the first counts (RFC 7240, 2).
      asked.addHeader("Prefer", List.of(prefer == null ? size : size + "," + prefer));
    }
  }

  private static ODataResponse flat(
      ODataResponse response, ODataRequest request, String set, Question question, Page page) {
    Preferences preferences = Preferences.parse(request.getHeader("Prefer"));
    ODataResponse flat = new ODataResponse();
    flat.setStatusCode(response.getStatusCode());
    response
        .getAllHeaders()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase(APPLIED)) {
                flat.addHeader(name, values);
              }
            });
    String applied = response.getHeader(APPLIED);
    if (applied != null && preferences.maxPageSize() == null) {
      // The size of a page is that of the query; nobody preferred it.
      applied = applied.replaceAll("(?:odata\\.)?maxpagesize=\\d+(?:, *|$)", "");
    }
    if (applied != null && !applied.isEmpty()) {
      flat.setHeader(APPLIED, applied);
    }
    Responses.Body body = Urls.body(response);
    Responses.body(
        flat,
        response.getHeader("Content-Type"),
        out -> {
          Envelope envelope =
              new Envelope(set, question.context(), preferences, page.number(), page.first());
          FlatRows rows = new FlatRows(out, question.output(), envelope);
          body.writeTo(rows);
          rows.end();
        });
    return flat;
  }
}
