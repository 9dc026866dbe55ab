package dev.edmund.plan.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.edmund.core.ODataException;
import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.pattern.RegularExpression;
import dev.edmund.plan.rules.ValueRule.Check;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Reads which values a property may have, from it and from its type definition. */
final class ValueRuleReader {
  private static final int SHOWN = 20;

  private final Annotations annotations;
  private final Notes notes;

  ValueRuleReader(Annotations annotations, Notes notes) {
    this.annotations = annotations;
    this.notes = notes;
  }

  ValueRule read(String target, EdmProperty property) {
    return new ValueRule(
        checks(target, property),
        count(target, Terms.MIN_ITEMS).orElse(0L),
        count(target, Terms.MAX_ITEMS).orElse(Long.MAX_VALUE));
  }

  private List<Check> checks(String target, EdmProperty property) {
    EdmType type = property.getType();
    ColumnType column = ColumnTypes.of(type);
    if (column == null) {
      return List.of();
    }
    List<Check> checks = new ArrayList<>();
    members(type, checks);
    if (column == ColumnType.TEXT && !isUnicode(property)) {
      checks.add(
          new Check(Checks.ascii(), "must have characters of ASCII only (Unicode=\"false\")"));
    }
    Source source = new Source(target, type, column);
    source.pattern().ifPresent(checks::add);
    if (column == ColumnType.TEXT && annotations.isTrue(target, Terms.IS_MEDIA_TYPE)) {
      checks.add(
          new Check(
              v -> v instanceof String text && StreamRule.isMediaType(text),
              "must be a media type, such as image/png"));
    }
    source
        .bound(Terms.MINIMUM, "at least", "greater than", c -> c > 0, c -> c >= 0)
        .ifPresent(checks::add);
    source
        .bound(Terms.MAXIMUM, "at most", "less than", c -> c < 0, c -> c <= 0)
        .ifPresent(checks::add);
    source.multiple().ifPresent(checks::add);
    source.allowed().ifPresent(checks::add);
    return checks;
  }

  private static boolean isUnicode(EdmProperty property) {
    return property.isUnicode()
        && (property.getType().getKind() != EdmTypeKind.DEFINITION
            || ((EdmTypeDefinition) property.getType()).isUnicode());
  }

  /** A number in the place of a name has to be that of a member (CSDL XML, 10.2 and 10.3). */
  private static void members(EdmType type, List<Check> checks) {
    if (type.getKind() != EdmTypeKind.ENUM) {
      return;
    }
    EdmEnumType names = (EdmEnumType) type;
    List<Long> values =
        names.getMemberNames().stream()
            .map(name -> Long.valueOf(names.getMember(name).getValue()))
            .toList();
    long bits = values.stream().reduce(0L, (a, b) -> a | b);
    boolean flags = names.isFlags();
    checks.add(
        new Check(
            v -> values.contains(v) || (flags && v instanceof Long n && (n & ~bits) == 0),
            "must be a member"
                + (flags ? ", or several members," : "")
                + " of "
                + type.getFullQualifiedName()));
  }

  private Optional<Long> count(String target, String term) {
    Optional<String> text = annotations.text(target, term).map(String::strip);
    Optional<Long> count = text.filter(t -> t.matches("\\d{1,18}")).map(Long::valueOf);
    if (text.isPresent() && count.isEmpty()) {
      notes.ignored(target, term, "'" + text.get() + "' is no number of items");
    }
    return count;
  }

  /** The annotations of one property; what it does not say, its type definition may say. */
  private final class Source {
    private final String target;
    private final EdmType type;
    private final ColumnType column;
    private final String definition;

    Source(String target, EdmType type, ColumnType column) {
      this.target = target;
      this.type = type;
      this.column = column;
      this.definition =
          type.getKind() == EdmTypeKind.DEFINITION
              ? type.getFullQualifiedName().toString()
              : target;
    }

    private String having(String term) {
      return annotations.find(target, term).isPresent() ? target : definition;
    }

    /** A constant; another expression is not asked for each value. */
    private Optional<String> constant(String term) {
      String at = having(term);
      Optional<AnnotationValue> value = annotations.value(at, term);
      Optional<String> text =
          value.filter(ValueRuleReader::isConstant).flatMap(AnnotationValue::text);
      if (value.isPresent() && text.isEmpty()) {
        notes.ignored(at, term, "its value is not a constant");
      }
      return text;
    }

    private void wrong(String term, String why) {
      notes.ignored(having(term), term, why);
    }

    Optional<Check> pattern() {
      Optional<String> wanted = constant(Terms.PATTERN);
      if (wanted.isEmpty()) {
        return Optional.empty();
      }
      if (column != ColumnType.TEXT) {
        wrong(Terms.PATTERN, "only strings have a pattern");
        return Optional.empty();
      }
      try {
        Pattern compiled =
            Pattern.compile(RegularExpression.re2(RegularExpression.common(wanted.get())));
        return Optional.of(
            new Check(
                v -> v instanceof String text && compiled.matcher(text).find(),
                "must match the pattern " + wanted.get()));
      } catch (ODataException | PatternSyntaxException e) {
        wrong(Terms.PATTERN, String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    Optional<Check> bound(
        String term,
        String inside,
        String outside,
        IntPredicate exclusive,
        IntPredicate inclusive) {
      Optional<String> text = constant(term);
      Optional<Object> limit = text.flatMap(this::comparable);
      if (text.isPresent() && limit.isEmpty()) {
        wrong(term, "'" + text.get() + "' cannot be compared with values of " + type.getName());
      }
      boolean open = annotations.isTrue(having(term) + "/@" + term, Terms.EXCLUSIVE);
      IntPredicate right = open ? exclusive : inclusive;
      return limit.map(
          bound ->
              new Check(
                  v -> Ordered.compare(v, bound).map(right::test).orElse(false),
                  "must be " + (open ? outside : inside) + " " + text.orElse("").strip()));
    }

    /** Numbers may be bounded by others than they can be themselves: 0.5 bounds an integer. */
    private Optional<Object> comparable(String text) {
      String trimmed = text.strip();
      return switch (column) {
        case INTEGER, DECIMAL, DOUBLE ->
            trimmed.matches("-?INF") ? parsed(trimmed) : decimal(trimmed).map(n -> n);
        case DATETIME, DATE, TIME, DURATION, TEXT -> parsed(trimmed);
        case BOOLEAN, GUID, BINARY, GEO, JSON -> Optional.empty();
      };
    }

    private Optional<Object> parsed(String text) {
      try {
        return Optional.of(Values.parse(type, text));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    Optional<Check> multiple() {
      Optional<String> text = constant(Terms.MULTIPLE_OF).map(String::strip);
      Optional<BigDecimal> unit =
          text.flatMap(ValueRuleReader::decimal).filter(n -> n.signum() > 0);
      boolean fits = Checks.hasAmount(column);
      if (text.isPresent() && (unit.isEmpty() || !fits)) {
        wrong(
            Terms.MULTIPLE_OF,
            fits ? "'" + text.get() + "' is no positive number" : "the values are no numbers");
        return Optional.empty();
      }
      return unit.map(
          n -> new Check(Checks.multipleOf(n, column), "must be a multiple of " + text.orElse("")));
    }

    Optional<Check> allowed() {
      String at = having(Terms.ALLOWED_VALUES);
      List<String> texts = new ArrayList<>();
      for (AnnotationValue item : annotations.items(at, Terms.ALLOWED_VALUES)) {
        AnnotationValue value = item.property("Value").orElse(null);
        if (value == null || !isConstant(value)) {
          notes.ignored(at, Terms.ALLOWED_VALUES, "one of the values is not a constant");
          return Optional.empty();
        }
        value.text().ifPresent(texts::add);
      }
      List<Object> values = new ArrayList<>();
      for (String text : texts) {
        Object value = allowed(text);
        if (value == null) {
          wrong(Terms.ALLOWED_VALUES, "'" + text + "' is no value of " + type.getName());
          return Optional.empty();
        }
        values.add(value);
      }
      return values.isEmpty()
          ? Optional.empty()
          : Optional.of(new Check(v -> isOneOf(values, v), "must be one of " + shown(texts)));
    }

    /** Members have the name of their type before them. */
    private @Nullable Object allowed(String text) {
      boolean member = type.getKind() == EdmTypeKind.ENUM && text.indexOf('/') >= 0;
      String value =
          member
              ? List.of(text.strip().split("\\s+")).stream()
                  .map(name -> name.substring(name.lastIndexOf('/') + 1))
                  .collect(Collectors.joining(","))
              : column == ColumnType.TEXT ? text : text.strip();
      return parsed(value).orElse(null);
    }
  }

  private static boolean isOneOf(List<Object> values, Object value) {
    return values.contains(value) || values.stream().anyMatch(v -> Ordered.equal(v, value));
  }

  private static String shown(List<String> texts) {
    String first = texts.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return texts.size() > SHOWN ? first + ", …" : first;
  }

  private static boolean isConstant(AnnotationValue value) {
    return value instanceof AnnotationValue.ConstantValue constant
        && !constant.kind().endsWith("Path");
  }

  private static Optional<BigDecimal> decimal(String text) {
    return text.matches("[+-]?\\d{1,100}(\\.\\d{1,100})?([eE][+-]?\\d{1,3})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
