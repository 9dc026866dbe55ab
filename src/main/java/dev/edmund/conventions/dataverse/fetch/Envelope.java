package dev.edmund.conventions.dataverse.fetch;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.edmund.request.header.Preferences;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is around the rows of one answer. */
final class Envelope implements FlatRows.Envelope {
  /** The token in whatever form the mount gives it: no word of a form is as long. */
  private static final Pattern TOKEN = Pattern.compile("[?&](?:\\$|%24)skiptoken=.*?([\\w-]{16,})");

  private static final String NAMESPACE = "Microsoft.Dynamics.CRM.";

  private final String set;
  private final List<String> columns;
  private final Preferences preferences;
  private final int page;
  private final int first;

  /**
   * What is around a page.
   *
   * @param columns those that the context names; empty for all
   * @param preferences say which annotations are wanted
   * @param first the page that was asked for without a cookie
   */
  Envelope(String set, List<String> columns, Preferences preferences, int page, int first) {
    this.set = set;
    this.columns = List.copyOf(columns);
    this.preferences = preferences;
    this.page = page;
    this.first = first;
  }

  @Override
  public String context(String ofService) {
    int fragment = ofService.indexOf('#');
    String list = columns.isEmpty() ? "" : "(" + String.join(",", columns) + ")";
    return ofService.substring(0, fragment + 1) + set + list;
  }

  @Override
  public void end(@Nullable String nextLink, JsonGenerator out) throws IOException {
    Matcher token = TOKEN.matcher(nextLink == null ? "" : Urls.decoded(nextLink));
    if (token.find() && wants("fetchxmlpagingcookie")) {
      String cookie = new PagingCookie(first, token.group(1)).written(page);
      out.writeStringField(name("fetchxmlpagingcookie"), cookie);
    }
    if (wants("morerecords")) {
      out.writeBooleanField(name("morerecords"), nextLink != null);
    }
  }

  private boolean wants(String term) {
    return preferences.wantedAnnotations().test(NAMESPACE + term);
  }

  private static String name(String term) {
    return "@" + NAMESPACE + term;
  }
}
