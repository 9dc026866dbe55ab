package dev.edmund.model;

import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.operation.SqlScanner;
import dev.edmund.model.operation.SqlTemplate;
import dev.edmund.model.reaction.Check;
import dev.edmund.model.reaction.Joined;
import dev.edmund.model.reaction.Kept;
import dev.edmund.model.reaction.Lookup;
import dev.edmund.model.reaction.Mirror;
import dev.edmund.model.reaction.Reactions;
import dev.edmund.model.reaction.States;
import dev.edmund.model.reaction.TypeReactions;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Reads what has to be done or to hold when entities change out of a model's annotations. */
public final class ReactionReader {
  private final Model model;
  private final SqlScanner.Syntax syntax;
  private final List<String> problems = new ArrayList<>();

  private ReactionReader(Model model, SqlScanner.Syntax syntax) {
    this.model = model;
    this.syntax = syntax;
  }

  /** The reactions of a model, with SQL for a kind of database. */
  public static Reactions read(Model model, SqlScanner.Syntax syntax) {
    ReactionReader reader = new ReactionReader(model, syntax);
    Map<FullQualifiedName, TypeReactions> types = new LinkedHashMap<>();
    for (EntityStorage type : model.storage().entities().values()) {
      if (!type.type().isAbstract()) {
        TypeReactions found = reader.read(type);
        if (!found.isEmpty()) {
          types.put(type.name(), found);
        }
      }
    }
    return new Reactions(types, reader.problems.stream().distinct().toList());
  }

  private TypeReactions read(EntityStorage type) {
    LookupReader lookups = new LookupReader(model, type);
    String name = Model.target(type.type());
    List<Column> columns = columns(type);
    Set<Column> made = new HashSet<>();
    made.add(type.version().column());
    List<Kept> kept = new ArrayList<>();
    List<Joined> joined = new ArrayList<>();
    List<States> states = new ArrayList<>();
    for (String property : type.properties().keySet()) {
      String target = name + "/" + property;
      if (model.annotations().value(target, Terms.ON_UPDATE).isPresent()) {
        made.add(lookups.column(property));
      }
      attempt(target, () -> named(lookups, property)).ifPresent(kept::add);
      attempt(target, () -> coded(lookups, property)).ifPresent(kept::add);
      attempt(target, () -> joined(lookups, property)).ifPresent(joined::add);
      attempt(target, () -> states(lookups, property)).ifPresent(states::add);
    }
    Mirror mirror =
        attempt(
                name,
                () ->
                    model
                        .annotations()
                        .value(name, Terms.MIRROR)
                        .map(value -> new MirrorReader(lookups, value).read(columns)))
            .orElse(null);
    joined.forEach(text -> made.add(text.column()));
    return new TypeReactions(type, columns, made, mirror, kept, joined, states, checks(name));
  }

  private <R> Optional<R> attempt(String target, Supplier<Optional<R>> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      problems.add(target + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private List<Column> columns(EntityStorage type) {
    List<Column> columns = new ArrayList<>();
    FullQualifiedName level = type.name();
    while (level != null) {
      EntityStorage at = model.storage().require(level);
      at.table().columns().stream().filter(c -> !c.equals(at.rowId())).forEach(columns::add);
      level = at.base();
    }
    Set<@Nullable Column> inner = new HashSet<>();
    inner.add(type.discriminator());
    inner.add(type.container());
    inner.add(type.owner());
    columns.removeIf(inner::contains);
    return columns;
  }

  private Optional<Kept> named(LookupReader lookups, String property) {
    List<String> paths =
        model.annotations().texts(Model.target(lookups.type().type(), property), Terms.NAME_OF);
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    Column column = lookups.column(property);
    require(column.type() == ColumnType.TEXT, "only a text holds a name");
    List<Lookup> of = paths.stream().map(lookups::lookup).toList();
    return Optional.of(new Kept(column, Kept.What.NAME, of, length(lookups, property)));
  }

  private static @Nullable Integer length(LookupReader lookups, String property) {
    return lookups.type().type().getStructuralProperty(property).getMaxLength();
  }

  private Optional<Joined> joined(LookupReader lookups, String property) {
    List<String> paths =
        model.annotations().texts(Model.target(lookups.type().type(), property), Terms.JOIN_OF);
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    List<Column> of = paths.stream().map(path -> text(lookups, path)).toList();
    return Optional.of(new Joined(text(lookups, property), of, length(lookups, property)));
  }

  private static Column text(LookupReader lookups, String property) {
    Column column = lookups.column(property);
    require(column.type() == ColumnType.TEXT, property + " is no text");
    return column;
  }

  private Optional<Kept> coded(LookupReader lookups, String property) {
    return model
        .annotations()
        .text(Model.target(lookups.type().type(), property), Terms.TYPE_CODE_OF)
        .map(
            path -> {
              Column column = lookups.column(property);
              require(column.type() == ColumnType.INTEGER, "only an integer holds a type code");
              return new Kept(column, Kept.What.CODE, List.of(lookups.lookup(path)), null);
            });
  }

  private Optional<States> states(LookupReader lookups, String property) {
    String target = Model.target(lookups.type().type(), property);
    return model
        .annotations()
        .text(target, Terms.STATUS_OF)
        .map(
            state -> {
              Map<Long, Long> stateOf = new LinkedHashMap<>();
              for (AnnotationValue allowed :
                  model.annotations().items(target, Terms.ALLOWED_VALUES)) {
                Optional<Long> of = allowed.annotation(Terms.STATE).flatMap(ReactionReader::number);
                of.ifPresent(
                    s -> value(allowed).ifPresent(status -> stateOf.putIfAbsent(status, s)));
              }
              require(!stateOf.isEmpty(), "none of its allowed values has a State");
              return new States(
                  integer(lookups, state),
                  integer(lookups, property),
                  stateOf,
                  readOnly(Model.target(lookups.type().type(), state)),
                  model.annotations().text(target, Terms.ERROR_CODE).orElse(null),
                  state,
                  property);
            });
  }

  private Map<Long, Optional<String>> readOnly(String target) {
    Map<Long, Optional<String>> states = new LinkedHashMap<>();
    for (AnnotationValue allowed : model.annotations().items(target, Terms.ALLOWED_VALUES)) {
      boolean here =
          allowed
              .annotation(Terms.READ_ONLY)
              .filter(tag -> !tag.text().equals(Optional.of("false")))
              .isPresent();
      Optional<String> code = allowed.annotation(Terms.ERROR_CODE).flatMap(AnnotationValue::text);
      value(allowed).filter(v -> here).ifPresent(value -> states.put(value, code));
    }
    return states;
  }

  private static Column integer(LookupReader lookups, String property) {
    Column column = lookups.column(property);
    require(column.type() == ColumnType.INTEGER, property + " is no integer");
    return column;
  }

  private static Optional<Long> value(AnnotationValue allowed) {
    return allowed.property("Value").flatMap(ReactionReader::number);
  }

  private static Optional<Long> number(AnnotationValue value) {
    return value.text().filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
  }

  private List<Check> checks(String target) {
    String qualifier = syntax.name().toLowerCase(Locale.ROOT);
    List<AnnotationValue> own = model.annotations().items(target, Terms.CHECKS + "#" + qualifier);
    List<AnnotationValue> items =
        own.isEmpty() ? model.annotations().items(target, Terms.CHECKS) : own;
    List<Check> checks = new ArrayList<>();
    for (AnnotationValue item : items) {
      attempt(target, () -> Optional.of(check(item))).ifPresent(checks::add);
    }
    return checks;
  }

  private Check check(AnnotationValue item) {
    String message = text(item, "Message");
    require(!message.isEmpty(), "a check has no Message");
    SqlTemplate sql = SqlScanner.scan(text(item, "Sql"), syntax);
    require(
        List.of("SELECT", "WITH", "VALUES").contains(sql.verb()),
        "a check only reads: SELECT, WITH or VALUES");
    for (String name : sql.names()) {
      require(name.equals(Check.ENTITY), "there is no ':" + name + "'; known is :" + Check.ENTITY);
    }
    String code = text(item, "Code");
    String wrong = text(item, "Target");
    return new Check(sql, message, code.isEmpty() ? null : code, wrong.isEmpty() ? null : wrong);
  }

  private static String text(AnnotationValue record, String property) {
    return record.property(property).flatMap(AnnotationValue::text).orElse("");
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
