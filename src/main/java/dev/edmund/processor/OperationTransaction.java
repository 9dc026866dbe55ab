package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.core.operation.EntityReference;
import dev.edmund.core.operation.Transaction;
import dev.edmund.model.operation.SqlScanner;
import dev.edmund.model.operation.SqlTemplate;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.AllowedQueries;
import dev.edmund.plan.query.Fragment;
import dev.edmund.plan.query.Term;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataContent;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/**
 * What operations in Java do with the data.
 *
 * @param request that calls the operation
 * @param statements runs a statement
 * @param requests answers a request
 * @param unrestrictedRequests the same whoever asks
 * @param allowed whether the caller may do something with an entity
 * @param changes whether they may change data
 */
record OperationTransaction(
    ODataRequest request,
    Dialect dialect,
    Function<Statement, List<Map<String, @Nullable Object>>> statements,
    Function<ODataRequest, ODataResponse> requests,
    Function<ODataRequest, ODataResponse> unrestrictedRequests,
    BiPredicate<EntityReference, Long> allowed,
    boolean changes)
    implements Transaction {

  @Override
  public List<Map<String, @Nullable Object>> run(
      String sql, Map<String, ? extends @Nullable Object> values) {
    List<Fragment.Part> parts = new ArrayList<>();
    for (SqlTemplate.Part part : SqlScanner.scan(sql, dialect.syntax()).parts()) {
      parts.addAll(part.accept(new Put(values)));
    }
    return statements.apply(ReadSql.render(new Fragment(parts), dialect));
  }

  private record Put(Map<String, ? extends @Nullable Object> values)
      implements SqlTemplate.Visitor<List<Fragment.Part>> {
    @Override
    public List<Fragment.Part> text(SqlTemplate.Text part) {
      return List.of(new Fragment.Text(part.text()));
    }

    @Override
    public List<Fragment.Part> name(SqlTemplate.Name part) {
      if (!values.containsKey(part.name())) {
        throw new IllegalArgumentException("There is no value for :" + part.name());
      }
      Object value = values.get(part.name());
      return value instanceof Collection<?> items
          ? list(items)
          : List.of(new Fragment.Value(term(value)));
    }

    private static List<Fragment.Part> list(Collection<?> items) {
      if (items.isEmpty()) {
        throw new IllegalArgumentException("An empty collection has no place in a statement");
      }
      List<Fragment.Part> parts = new ArrayList<>();
      String before = "(";
      for (Object item : items) {
        parts.add(new Fragment.Text(before));
        parts.add(new Fragment.Value(term(item)));
        before = ", ";
      }
      parts.add(new Fragment.Text(")"));
      return parts;
    }

    private static Term term(@Nullable Object value) {
      if (value == null) {
        return new Term.Null(ColumnType.TEXT);
      }
      if (value instanceof Boolean) {
        return new Term.Bind(value, ColumnType.BOOLEAN);
      }
      if (value instanceof BigDecimal) {
        return new Term.Bind(value, ColumnType.DECIMAL);
      }
      if (value instanceof Double || value instanceof Float) {
        return new Term.Bind(((Number) value).doubleValue(), ColumnType.DOUBLE);
      }
      if (value instanceof Number number) {
        return new Term.Bind(number.longValue(), ColumnType.INTEGER);
      }
      if (value instanceof UUID) {
        return new Term.Bind(value.toString(), ColumnType.GUID);
      }
      return value instanceof byte[]
          ? new Term.Bind(value, ColumnType.BINARY)
          : new Term.Bind(value.toString(), ColumnType.TEXT);
    }
  }

  @Override
  public boolean allows(EntityReference entity, long rights) {
    return allowed.test(entity, rights);
  }

  @Override
  public Transaction unrestricted() {
    return new OperationTransaction(
        request,
        dialect,
        statements,
        unrestrictedRequests,
        unrestrictedRequests,
        (entity, rights) -> true,
        changes);
  }

  /**
   * The query that has a row where the caller of a reader has all of these rights to an entity;
   * empty where everybody has.
   */
  static Optional<Statement> allowed(Reader reader, EntityReference entity, long rights) {
    Storage storage = reader.model().storage();
    EntityStorage type = storage.require(new FullQualifiedName(entity.type()));
    Object key = entity.key().values().iterator().next();
    return AllowedQueries.keyed(storage, type, key instanceof UUID ? key.toString() : key, rights)
        .map(query -> ReadSql.render(query, reader.dialect()));
  }

  @Override
  public Answer get(String url) {
    return ask(HttpMethod.GET, url, "");
  }

  @Override
  public Answer send(String method, String url, String json) {
    if (!changes) {
      throw new ODataException(
          ErrorCode.FORBIDDEN,
          "A function tried to change data, and functions only read; only an action can.");
    }
    return ask(HttpMethod.valueOf(method), url, json);
  }

  private Answer ask(HttpMethod method, String url, String json) {
    int mark = url.indexOf('?');
    ODataRequest asked = new ODataRequest();
    asked.setMethod(method);
    asked.setProtocol(request.getProtocol());
    asked.setRawBaseUri(request.getRawBaseUri());
    asked.setRawODataPath("/" + (mark < 0 ? url : url.substring(0, mark)));
    asked.setRawQueryPath(mark < 0 ? null : url.substring(mark + 1).replace(" ", "%20"));
    asked.setRawRequestUri(request.getRawBaseUri() + "/" + url);
    asked.setHeader("OData-MaxVersion", "4.01");
    if (method != HttpMethod.GET && method != HttpMethod.POST) {
      // The operation decides in its own transaction, in which nobody else changes the entity.
      asked.setHeader("If-Match", "*");
    }
    if (!json.isEmpty()) {
      asked.setHeader("Content-Type", "application/json");
      asked.setBody(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
    ODataResponse response = requests.apply(asked);
    return new Answer(response.getStatusCode(), body(response));
  }

  private static String body(ODataResponse response) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ODataContent content = response.getODataContent();
    try (InputStream in = response.getContent()) {
      if (content != null) {
        content.write(out);
      } else if (in != null) {
        in.transferTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
