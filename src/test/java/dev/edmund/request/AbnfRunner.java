package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.header.Preferences;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Runs a case by its rule against one model. */
final class AbnfRunner {
  private static final Set<String> SINGLE_OPTION =
      Set.of(
          "filter",
          "expand",
          "select",
          "orderby",
          "orderBy",
          "search",
          "compute",
          "skiptoken",
          "deltatoken",
          "systemQueryOption");
  private static final Map<String, EdmPrimitiveTypeKind> LITERALS =
      Map.ofEntries(
          Map.entry("binaryLiteral", EdmPrimitiveTypeKind.Binary),
          Map.entry("boolean", EdmPrimitiveTypeKind.Boolean),
          Map.entry("date", EdmPrimitiveTypeKind.Date),
          Map.entry("dateTimeOffsetLiteral", EdmPrimitiveTypeKind.DateTimeOffset),
          Map.entry("dateTimeOffsetValueInUrl", EdmPrimitiveTypeKind.DateTimeOffset),
          Map.entry("timeOfDayLiteral", EdmPrimitiveTypeKind.TimeOfDay),
          Map.entry("durationLiteral", EdmPrimitiveTypeKind.Duration),
          Map.entry("guid", EdmPrimitiveTypeKind.Guid),
          Map.entry("decimalLiteral", EdmPrimitiveTypeKind.Decimal),
          Map.entry("doubleLiteral", EdmPrimitiveTypeKind.Double),
          Map.entry("singleLiteral", EdmPrimitiveTypeKind.Single),
          Map.entry("int16Literal", EdmPrimitiveTypeKind.Int16),
          Map.entry("int32Literal", EdmPrimitiveTypeKind.Int32),
          Map.entry("int64Literal", EdmPrimitiveTypeKind.Int64),
          Map.entry("stringLiteral", EdmPrimitiveTypeKind.String));

  private final EdmNames names;
  private final ExpressionParser expressions;
  private final UriParser parser;
  private final EdmType thing;
  private final @Nullable EdmEnumType pattern;

  AbnfRunner(Edm edm, String type, boolean keyAsSegment) {
    this.names = new EdmNames(edm, AggregationModel::term);
    this.expressions = new ExpressionParser(names);
    this.parser =
        new UriParser(
            edm, AggregationModel::term, Limits.defaults(), new ParserSettings(keyAsSegment, true));
    this.thing = edm.getEntityType(new FullQualifiedName(type));
    this.pattern = edm.getEnumType(new FullQualifiedName("Sales.Pattern"));
  }

  /** Reads the input or throws. */
  void run(AbnfCase c) {
    String rule = c.rule();
    if (SINGLE_OPTION.contains(rule)) {
      option(c.input());
    } else if (LITERALS.containsKey(rule)) {
      literal(c.input(), LITERALS.get(rule));
    } else if (rule.startsWith("geography") || rule.startsWith("geometry")) {
      literal(
          c.input(),
          EdmPrimitiveTypeKind.valueOf(Character.toUpperCase(rule.charAt(0)) + rule.substring(1)));
    } else if (rule.endsWith("Value") && !rule.equals("enumValue")) {
      value(rule, c.input());
    } else {
      other(rule, c.input());
    }
  }

  private void other(String rule, String input) {
    switch (rule) {
      case "odataUri" -> uri(input);
      case "odataRelativeUri", "resourcePath", "entitySetName" -> relative(input);
      case "queryOptions" -> parser.parse("Products", input, "http://host/service/");
      case "customQueryOption" -> custom(input);
      case "commonExpr",
          "boolCommonExpr",
          "boolcommonExpr",
          "firstMemberExpr",
          "isofExpr",
          "propertyPathExpr",
          "notExpr" ->
          expression(input, rule.startsWith("bool"));
      case "anyExpr" -> expression("Products/" + input, true);
      case "searchExpr" -> SearchParser.search(cursor(input));
      case "functionParameter" -> relative("Products/ProductsByColor(" + input + ")");
      case "stringInUrl" -> expression("[" + input + "]", false);
      case "odataIdentifier" -> identifier(input);
      case "null", "primitiveLiteral", "sbyteLiteral" -> literal(input, null);
      case "enumLiteral" -> enumeration(input);
      case "enumValue" -> EnumLiterals.number(Objects.requireNonNull(pattern), input);
      case "prefer", "preference", "maxpagesizePreference", "includeAnnotationsPreference" ->
          preference(input.replaceFirst("^Prefer: ", ""));
      default -> throw new AssertionError("no entry for rule " + rule);
    }
  }

  private static void preference(String input) {
    Preferences preferences = Preferences.parse(input);
    boolean wanted = input.contains("annotations") || input.contains("maxpagesize");
    if (wanted && preferences.equals(Preferences.NONE)) {
      throw refused("not a preference");
    }
  }

  private static Cursor cursor(String input) {
    return new Cursor(
        PercentDecoder.query(input, "test"), new Budget(Limits.defaults(), "test"), "test");
  }

  private static ODataException refused(String why) {
    return new ODataException(ErrorCode.SYNTAX, why);
  }

  private void option(String input) {
    // The cases do not say what they are asked of; each fits one of these.
    ODataException first = null;
    for (String path : List.of("Products", "MainSupplier/Address", "MainSupplier/EmailAddresses")) {
      try {
        ODataRequestLine line = parser.parse(path, input, "http://host/service/");
        if (line.custom().isEmpty()) {
          return;
        }
        throw refused("more than the option");
      } catch (ODataException e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? refused("nothing fits") : first;
  }

  private void uri(String input) {
    if (!input.matches("https?://[^/]+/.*")) {
      throw refused("no root");
    }
    ODataException last = refused("nothing fits");
    for (int i = input.indexOf('/', 8); i >= 0; i = input.indexOf('/', i + 1)) {
      try {
        relative(input.substring(i + 1));
        return;
      } catch (ODataException e) {
        last = e;
      }
    }
    throw last;
  }

  private void relative(String input) {
    int question = input.indexOf('?');
    String path = question < 0 ? input : input.substring(0, question);
    String query = question < 0 ? null : input.substring(question + 1);
    parser.parse(path, query, "http://host/service/");
  }

  private void custom(String input) {
    if (parser.parse("Products", input, "http://host/service/").custom().size() != 1) {
      throw refused("not a custom option");
    }
  }

  private void expression(String input, boolean predicate) {
    Typed lambda = Typed.single(new Expr.Variable("lambda", thing));
    Scope scope = Scope.of(thing, Map.of()).with("lambda", lambda);
    boolean text = input.contains("$this");
    Scope actual = text ? Scope.of(EdmTypes.STRING, Map.of()) : scope;
    Cursor in = cursor(input);
    if (predicate) {
      expressions.predicate(in, actual);
    } else {
      expressions.expression(in, actual);
    }
    in.expectEnd();
  }

  private static void identifier(String input) {
    Cursor in = cursor(input);
    in.name();
    in.expectEnd();
  }

  private void literal(String input, @Nullable EdmPrimitiveTypeKind kind) {
    Cursor in = cursor(input);
    Typed literal = expressions.literals().literal(in);
    if (literal == null) {
      throw refused("no literal");
    }
    in.expectEnd();
    Typed fitted = kind == null ? literal : TypeRules.fit(literal, EdmTypes.of(kind));
    if (kind != null && EdmTypes.kind(fitted.type()) != kind) {
      throw refused("a literal of another type");
    }
  }

  private void enumeration(String input) {
    Cursor in = cursor(input);
    Typed literal = expressions.literals().literal(in);
    if (literal == null || !EdmTypes.isEnum(TypeRules.fit(literal, pattern).type())) {
      throw refused("no enumeration literal");
    }
    in.expectEnd();
  }

  private void value(String rule, String input) {
    if (rule.equals("primitiveValue")) {
      boolean any = input.equals("Yellow");
      for (EdmPrimitiveTypeKind kind : EdmPrimitiveTypeKind.values()) {
        any |= kind != EdmPrimitiveTypeKind.String && ValueForms.matches(kind, input);
      }
      if (!any) {
        throw refused("no value of any kind");
      }
      return;
    }
    String name = Character.toUpperCase(rule.charAt(0)) + rule.substring(1, rule.length() - 5);
    EdmPrimitiveTypeKind kind = EdmPrimitiveTypeKind.valueOf(name.equals("Sbyte") ? "SByte" : name);
    if (!ValueForms.matches(kind, input)) {
      throw refused("no value of " + kind);
    }
  }
}
