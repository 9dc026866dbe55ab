package dev.edmund.processor;

import dev.edmund.core.Limits;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.format.json.ValueAnnotations;
import dev.edmund.model.Conventions;
import dev.edmund.plan.PlanOptions;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.ShapedLine;
import dev.edmund.request.header.ContentNegotiation;
import dev.edmund.request.header.ContentNegotiation.Format;
import dev.edmund.request.header.ContentNegotiation.Kind;
import dev.edmund.request.header.Preferences;
import dev.edmund.request.header.ProtocolVersion;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.olingo.server.api.ODataRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been understood: its URL and what its headers ask for.
 *
 * @param root the absolute service root, with a slash at its end
 * @param shaped the URL, with what it has in common with others
 * @param ids reads the id of an entity into the path of the entity
 * @param conventions of the mount it came in under
 * @param timings what its steps took
 * @param version401 whether the answer speaks OData 4.01 (Part 1, 8.2.7)
 */
record Exchange(
    ODataRequest request,
    String root,
    ShapedLine shaped,
    Preferences preferences,
    boolean version401,
    Limits limits,
    Conventions conventions,
    Function<String, List<Segment>> ids,
    Timings timings) {
  private static final String EXPLAIN = "application/vnd.edmund.explain+json";
  private static final Pattern TOKEN = Pattern.compile("(?i)(\\$|%24)?skiptoken");
  private static final Pattern TOKEN_OR_COUNT =
      Pattern.compile("(?:\\$|%24)?(?:skiptoken|count)", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNTRACKED =
      Pattern.compile("(?i)(\\$|%24)?(skiptoken|deltatoken|top|skip|count|orderby)");
  private static final List<String> ANNOTATIONS =
      List.of(
          ValueAnnotations.FORMATTED_VALUE,
          ValueAnnotations.LOOKUP_TYPE,
          ValueAnnotations.LOOKUP_NAVIGATION);

  /** Whether the answer to these headers speaks 4.01: only when the client says it knows it. */
  static boolean speaks401(ODataRequest request) {
    return ProtocolVersion.speaks401(request.getHeader("OData-MaxVersion"));
  }

  /** What the URL says. */
  ODataRequestLine line() {
    return shaped.line();
  }

  /** The same as the GET that {@code /$query} stands for (Part 2, 4.17). */
  Exchange withoutQuery() {
    List<Segment> path = new ArrayList<>(line().path());
    return path.removeIf(Segment.Query.class::isInstance) ? at(path) : this;
  }

  /** The same request for another path. */
  Exchange at(List<Segment> path) {
    ODataRequestLine moved = new ODataRequestLine(path, line().options(), line().custom());
    return new Exchange(
        request,
        root,
        ShapedLine.of(moved),
        preferences,
        version401,
        limits,
        conventions,
        ids,
        timings);
  }

  /** The same request without conditions, which have been met. */
  Exchange unconditional() {
    ODataRequest plain = new ODataRequest();
    plain.setMethod(request.getMethod());
    plain.setProtocol(request.getProtocol());
    plain.setRawBaseUri(request.getRawBaseUri());
    plain.setRawODataPath(request.getRawODataPath());
    plain.setRawQueryPath(request.getRawQueryPath());
    plain.setRawRequestUri(request.getRawRequestUri());
    request
        .getAllHeaders()
        .forEach(
            (name, values) -> {
              if (!name.toLowerCase(Locale.ROOT).matches("if-(none-)?match")) {
                plain.addHeader(name, values);
              }
            });
    return new Exchange(
        plain, root, shaped, preferences, version401, limits, conventions, ids, timings);
  }

  /** Whether the client wants to see how the request is answered, and not the answer. */
  boolean wantsExplanation() {
    return preferences.explain() || EXPLAIN.equals(line().options().format());
  }

  /** Whether this asks for what has changed. */
  boolean isDelta() {
    return line().options().rest().deltaToken() != null;
  }

  String version() {
    return version401 ? "4.01" : "4.0";
  }

  /** The ETags of what the client has; null when it has nothing. */
  @Nullable String ifNoneMatch() {
    return joined("If-None-Match");
  }

  /** The ETags of what the client wants to change; null where it does not say. */
  @Nullable String ifMatch() {
    return joined("If-Match");
  }

  private @Nullable String joined(String header) {
    List<String> values = request.getHeaders(header);
    return values == null || values.isEmpty() ? null : String.join(",", values);
  }

  /**
   * Whether the body is one of OData 4.01: as {@code OData-Version} says, or else whatever the
   * client understands at most (Part 1, 8.1.5).
   */
  boolean sends401() {
    String sent = request.getHeader("OData-Version");
    String most = request.getHeader("OData-MaxVersion");
    return sent != null
        ? ProtocolVersion.is401(sent)
        : most == null || ProtocolVersion.speaks401(most);
  }

  /** The format of the answer (Part 1, 8.2.1). */
  Format format(Kind... offered) {
    return ContentNegotiation.choose(
        request.getHeader("Accept"), line().options().format(), List.of(offered));
  }

  JsonOptions json(Format format) {
    JsonOptions.Metadata metadata =
        switch (format.metadata()) {
          case NONE -> JsonOptions.Metadata.NONE;
          case MINIMAL -> JsonOptions.Metadata.MINIMAL;
          case FULL -> JsonOptions.Metadata.FULL;
        };
    return new JsonOptions(
            metadata, format.ieee754Compatible(), preferences.wantedAnnotations(), root, omit())
        .evolving(hidesUnknownMembers())
        .deletedByKey(conventions.deletedByKey());
  }

  private boolean hidesUnknownMembers() {
    return conventions.evolvableEnumerations() && !preferences.unknownEnumMembers();
  }

  private JsonOptions.Omit omit() {
    Preferences.OmitValues asked = preferences.omitValues();
    if (asked == null) {
      return JsonOptions.Omit.NOTHING;
    }
    return switch (asked) {
      case NULLS -> JsonOptions.Omit.NULLS;
      case DEFAULTS -> JsonOptions.Omit.DEFAULTS;
    };
  }

  /** The media type of a JSON answer, with the parameters that were honoured. */
  static String contentType(Format format) {
    String level = format.metadata().name().toLowerCase(Locale.ROOT);
    String streaming = format.streaming() ? ";odata.streaming=true" : "";
    String type = "application/json;odata.metadata=" + level + streaming;
    return format.ieee754Compatible() ? type + ";IEEE754Compatible=true" : type;
  }

  PlanOptions planOptions() {
    int mostTop =
        !conventions.topIsPageSize()
            ? 0
            : preferences.maxPageSize() == null ? mostPageSize() : pageSize();
    return new PlanOptions(
        pageSize(),
        wantsAnnotations(),
        version401,
        mostTop,
        preferences.wantedAnnotations().test(ValueAnnotations.FORMATTED_VALUE)
            || preferences.wantedAnnotations().test(ValueAnnotations.LOOKUP_TYPE),
        conventions.selectsKey());
  }

  private int pageSize() {
    Integer asked = preferences.maxPageSize();
    Integer usual = conventions.pageSize();
    int size = asked != null ? asked : usual != null ? usual : limits.defaultPageSize();
    return Math.min(size, mostPageSize());
  }

  private int mostPageSize() {
    Integer most = conventions.maxPageSize();
    return most == null ? limits.maxPageSize() : most;
  }

  private boolean wantsAnnotations() {
    return !preferences.annotations().isEmpty()
        && ANNOTATIONS.stream().anyMatch(preferences.wantedAnnotations());
  }

  /** What {@code Preference-Applied} says; null where nothing was applied (Part 1, 8.2.8). */
  @Nullable String preferencesApplied(boolean paged) {
    return preferencesApplied(paged, false);
  }

  /**
   * The same of a result whose changes may be tracked.
   *
   * @param tracked whether they are
   */
  @Nullable String preferencesApplied(boolean paged, boolean tracked) {
    String prefix = version401 ? "" : "odata.";
    List<String> applied = new ArrayList<>();
    if (tracked && preferences.trackChanges()) {
      applied.add(prefix + "track-changes");
    }
    if (paged && preferences.maxPageSize() != null) {
      applied.add(prefix + "maxpagesize=" + pageSize());
    }
    if (!preferences.annotations().isEmpty()) {
      String patterns =
          String.join(
              ",",
              preferences.annotations().stream()
                  .map(p -> (p.exclude() ? "-" : "") + p.name())
                  .toList());
      applied.add(prefix + "include-annotations=\"" + patterns + "\"");
    }
    if (preferences.omitValues() != null) {
      String values = preferences.omitValues().name().toLowerCase(Locale.ROOT);
      applied.add("omit-values=" + values);
    }
    if (conventions.evolvableEnumerations() && preferences.unknownEnumMembers()) {
      applied.add("include-unknown-enum-members");
    }
    return applied.isEmpty() ? null : String.join(", ", applied);
  }

  /** The URL of the changes: of the whole result, which has neither pages nor order. */
  String deltaLink(String token) {
    String query = queryWithout(UNTRACKED);
    return root
        + collection()
        + "?"
        + query
        + (query.isEmpty() ? "" : "&")
        + "$deltatoken="
        + token;
  }

  /** What a delta token is good for. */
  String deltaScope() {
    return collection() + "?" + queryWithout(UNTRACKED);
  }

  /** The URL that gives the whole result anew, where a delta link is too old. */
  String wholeLink() {
    String query = queryWithout(UNTRACKED);
    return root + collection() + (query.isEmpty() ? "" : "?" + query);
  }

  private String collection() {
    return path().replaceFirst("/(\\$|%24)count$", "");
  }

  /**
   * The URL of the next page.
   *
   * @param returned entities on the pages so far
   */
  String nextLink(String token, long returned) {
    String query = queryWithout(ofOnePage());
    long page = 1 + (returned + pageSize() - 1) / pageSize();
    String text = TokenForm.of(conventions).encoded(token, page);
    return root + path() + "?" + query + (query.isEmpty() ? "" : "&") + "$skiptoken=" + text;
  }

  /** The token that the request goes on with; null where it begins. */
  @Nullable String skipToken() {
    String text = line().options().skipToken();
    return text == null ? null : TokenForm.of(conventions).token(text);
  }

  /** What a skip token is good for. */
  String tokenScope() {
    return path() + "?" + queryWithout(ofOnePage());
  }

  private String path() {
    String path = request.getRawODataPath();
    return path.startsWith("/") ? path.substring(1) : path;
  }

  /** What a query has for one page alone. */
  private Pattern ofOnePage() {
    return conventions.countsOnce() ? TOKEN_OR_COUNT : TOKEN;
  }

  private String queryWithout(Pattern names) {
    String query = request.getRawQueryPath();
    if (query == null) {
      return "";
    }
    return String.join(
        "&", Stream.of(query.split("&", -1)).filter(option -> !isOne(option, names)).toList());
  }

  private static boolean isOne(String option, Pattern names) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    return names.matcher(name).matches();
  }
}
