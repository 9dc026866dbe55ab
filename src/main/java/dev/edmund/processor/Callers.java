package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Conventions;
import dev.edmund.model.storage.Column;
import dev.edmund.plan.Caller;
import dev.edmund.plan.entity.UserQueries;
import dev.edmund.plan.query.Query;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.Premise;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import dev.edmund.store.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.olingo.server.api.ODataRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the users that requests are made as: the one that a header names, or else the one that was
 * there first, since nobody logs in. Within a transaction each is looked for once.
 */
final class Callers {
  private final @Nullable Users users;
  private final @Nullable Map<String, Caller> known;
  private final AtomicReference<@Nullable Assumed> last = new AtomicReference<>();

  /** How users are found, and the statement that finds the first one. */
  private record Users(UserQueries queries, Statement first) {}

  private Callers(@Nullable Users users, @Nullable Map<String, Caller> known) {
    this.users = users;
    this.known = known;
  }

  static Callers of(Reader reader) {
    return new Callers(
        UserQueries.of(reader.model())
            .map(found -> new Users(found, ReadSql.render(found.first(), reader.dialect())))
            .orElse(null),
        null);
  }

  /** Those of one transaction, on one thread. */
  Callers within() {
    return new Callers(users, new HashMap<>());
  }

  /** A caller as it was found before, which is to be made sure of. */
  record Assumed(Caller caller, Premise premise) {}

  /**
   * Who a request is made as, if that is still so: where the database is in another process, a
   * change makes sure of it in the same trip. Empty where it has to be asked.
   */
  Optional<Assumed> assumed(ODataRequest request, Conventions conventions) {
    boolean named =
        conventions.callers().keySet().stream().anyMatch(h -> request.getHeader(h) != null);
    return named ? Optional.empty() : Optional.ofNullable(last.get());
  }

  /** Nothing is assumed until a caller was found again. */
  void forget() {
    last.set(null);
  }

  /**
   * Who a request is made as; empty where the model has no users, or there are none.
   *
   * @throws ODataException 400 when a header names no user, 403 when there is no such user
   */
  Optional<Caller> of(ODataRequest request, Conventions conventions, Reader reader) {
    if (users == null) {
      return Optional.empty();
    }
    for (Map.Entry<String, String> header : conventions.callers().entrySet()) {
      String value = request.getHeader(header.getKey());
      if (value != null) {
        return known(
            header.getKey() + ":" + value.strip(),
            () -> Optional.of(named(users, header, value.strip(), reader)));
      }
    }
    return known("", () -> first(users, reader));
  }

  private Optional<Caller> known(String name, Supplier<Optional<Caller>> found) {
    Caller caller = known == null ? null : known.get(name);
    if (caller != null) {
      return Optional.of(caller);
    }
    Optional<Caller> made = found.get();
    if (known != null) {
      made.ifPresent(one -> known.put(name, one));
    }
    return made;
  }

  private Caller named(Users users, Map.Entry<String, String> header, String value, Reader reader) {
    UserQueries queries = users.queries();
    Query query =
        queries
            .named(header.getValue(), value)
            .orElseThrow(
                () ->
                    new ODataException(
                        ErrorCode.INVALID_VALUE,
                        "The header " + header.getKey() + " names no user by '" + value + "'.",
                        header.getKey()));
    Caller user =
        one(queries, ReadSql.render(query, reader.dialect()), reader)
            .orElseThrow(() -> new ODataException(ErrorCode.FORBIDDEN, "There is no such user."));
    return first(users, reader)
        .map(Caller::user)
        .filter(first -> !first.equals(user.user()))
        .map(first -> new Caller(user.user(), first, user.type(), user.row()))
        .orElse(user);
  }

  private Optional<Caller> first(Users users, Reader reader) {
    Optional<Found> found = found(users.queries(), users.first(), reader);
    if (known == null && reader.dialect().expand() == Dialect.Expand.BATCHED) {
      last.set(
          found
              .map(one -> new Assumed(one.caller(), Premise.of(users.first(), one.row())))
              .orElse(null));
    }
    return found.map(Found::caller);
  }

  private static Optional<Caller> one(UserQueries users, Statement statement, Reader reader) {
    return found(users, statement, reader).map(Found::caller);
  }

  /** A caller, and the row that told of it. */
  private record Found(Caller caller, List<Optional<Object>> row) {}

  private static Optional<Found> found(UserQueries users, Statement statement, Reader reader) {
    return reader.read(
        false,
        session -> {
          try (Rows rows = session.query(statement, null)) {
            return rows.next() ? caller(users, rows, reader.dialect()) : Optional.empty();
          }
        });
  }

  /** The user in a row; none where nothing names it. */
  private static Optional<Found> caller(UserQueries users, Rows rows, Dialect dialect) {
    Map<Column, Optional<Object>> told = new HashMap<>();
    List<Optional<Object>> row = new ArrayList<>();
    List<Column> columns = users.columns();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Optional<Object> stored = Optional.ofNullable(rows.value(i));
      row.add(stored);
      told.put(column, stored.map(value -> dialect.decode(column.type(), value)));
    }
    return told.getOrDefault(columns.get(0), Optional.empty())
        .map(id -> new Found(new Caller(id, null, users.type(), told), row));
  }
}
