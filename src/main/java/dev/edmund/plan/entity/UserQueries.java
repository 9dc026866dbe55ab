package dev.edmund.plan.entity;

import dev.edmund.model.Model;
import dev.edmund.model.Users;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/** Finds users; each query gives {@link #columns()} of one user at most. */
public final class UserQueries {
  private final Model model;
  private final Users users;
  private final EntityStorage type;
  private final List<Column> columns;

  private UserQueries(Model model, Users users, EntityStorage type, Column id) {
    this.model = model;
    this.users = users;
    this.type = type;
    Column unit = users.unit() == null ? null : column(type, users.unit()).orElse(null);
    this.columns =
        Stream.concat(told(type, id), Optional.ofNullable(unit).stream()).distinct().toList();
  }

  /** What names a user to others, its key, and where it leads to. */
  private static Stream<Column> told(EntityStorage type, Column id) {
    Stream<Column> leading =
        type.links().values().stream()
            .filter(Link::constrained)
            .flatMap(link -> link.pairs().stream())
            .map(Link.Pair::source);
    return Stream.of(Stream.of(id), type.key().stream(), leading).flatMap(all -> all).distinct();
  }

  /** What finds the users of a model; empty where it has none. */
  public static Optional<UserQueries> of(Model model) {
    return model
        .users()
        .flatMap(
            users ->
                model
                    .storage()
                    .of(users.set().getEntityType())
                    .flatMap(
                        type ->
                            column(type, users.property())
                                .map(id -> new UserQueries(model, users, type, id))));
  }

  private static Optional<Column> column(EntityStorage type, String property) {
    return Optional.ofNullable(type.properties().get(property))
        .flatMap(PropertyStorage::asScalar)
        .map(PropertyStorage.Scalar::column);
  }

  /** What users are. */
  public EntityStorage type() {
    return type;
  }

  /** What names a user to others. */
  public Column id() {
    return columns.get(0);
  }

  /** What the columns of a result hold: the one that names a user to others is the first. */
  public List<Column> columns() {
    return columns;
  }

  /** The user that was there first. */
  public Query first() {
    EntityAlias user = all();
    user.builder().orderBy(user.rowId(), false);
    return built(user);
  }

  /**
   * The user with a value in a property; empty where the text is no value of it.
   *
   * @throws IllegalStateException when users have no such property
   */
  public Optional<Query> named(String property, String text) {
    Column column =
        column(type, property)
            .orElseThrow(() -> new IllegalStateException("Users have no " + property));
    try {
      EdmProperty declared = (EdmProperty) type.type().getProperty(property);
      Object value = Values.parse(declared.getType(), text);
      EntityAlias user = all();
      user.builder()
          .where(EntityAlias.equal(user.column(column), new Term.Bind(value, column.type())));
      return Optional.of(built(user));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The column with what a user belongs to; null where users belong to nothing. */
  public @Nullable Column unit() {
    return users.unit() == null ? null : column(type, users.unit()).orElse(null);
  }

  /** The ids of the groups that a user is a member of; empty where there are no groups. */
  public Optional<Query> groups(Object user) {
    String path = users.groups() == null ? "" : users.groups();
    int slash = path.indexOf('/');
    Link link = slash < 0 ? null : type.links().get(path.substring(0, slash));
    if (link == null) {
      return Optional.empty();
    }
    EntityAlias group = one(user).step(link);
    return column(group.entity(), path.substring(slash + 1))
        .map(
            column -> {
              group.builder().append(group.column(column));
              group.builder().orderBy(group.column(column), false);
              return group.builder().build(null, 0);
            });
  }

  private EntityAlias one(Object user) {
    EntityAlias one = all();
    Term.Bind value = new Term.Bind(user, id().type());
    one.builder().where(EntityAlias.equal(one.column(id()), value));
    return one;
  }

  private EntityAlias all() {
    EntityAlias user = EntityAlias.all(model.storage(), type);
    Column container = type.container();
    String set = model.storage().containers().get(users.set().getName());
    if (container != null && set != null) {
      Term.Bind value = new Term.Bind(set, container.type());
      user.builder().where(EntityAlias.equal(user.column(container), value));
    }
    return user;
  }

  private Query built(EntityAlias user) {
    columns.forEach(column -> user.builder().append(user.column(column)));
    return user.builder().build(1L, 0);
  }
}
