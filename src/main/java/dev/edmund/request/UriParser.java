package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the URLs of a service into {@link ODataRequestLine}. Raw text goes in and is split first,
 * then each part is decoded once. Immutable; one parser serves all requests to a model.
 */
public final class UriParser {
  private final EdmNames names;
  private final ParserSettings settings;
  private final Limits limits;
  private final ResourcePathParser paths;
  private final OptionsParser options;
  private final ExpressionParser expressions;

  /** A parser for a model without annotations. */
  public UriParser(Edm edm, Limits limits, ParserSettings settings) {
    this(edm, VocabularyTerms.NONE, AlternateKeys.NONE, limits, settings);
  }

  /** A parser for a model with annotations. */
  public UriParser(Edm edm, VocabularyTerms terms, Limits limits, ParserSettings settings) {
    this(edm, terms, AlternateKeys.NONE, limits, settings);
  }

  /** A parser for a model whose entities have other keys as well. */
  public UriParser(Edm edm, AlternateKeys alternateKeys, Limits limits, ParserSettings settings) {
    this(edm, VocabularyTerms.NONE, alternateKeys, limits, settings);
  }

  /** A parser for a model with all of this. */
  public UriParser(
      Edm edm,
      VocabularyTerms terms,
      AlternateKeys alternateKeys,
      Limits limits,
      ParserSettings settings) {
    this.names = new EdmNames(edm, terms, alternateKeys);
    this.expressions = new ExpressionParser(names);
    this.settings = settings;
    this.limits = limits;
    this.paths = new ResourcePathParser(names, expressions, settings, limits);
    this.options = new OptionsParser(names, expressions);
  }

  /**
   * Reads a request's URL.
   *
   * @param rawPath the path behind the service root, not decoded and without the first slash
   * @param rawQuery what is behind the question mark, not decoded; null when there is none
   * @param serviceRoot the absolute or host-relative root, against which {@code $id} is resolved
   * @throws ODataException 400 when the grammar or the types are broken or a limit is reached, 404
   *     when a segment leads nowhere, 501 when OData defines it and Edmund does not do it
   */
  public ODataRequestLine parse(String rawPath, @Nullable String rawQuery, String serviceRoot) {
    return parse(rawPath, rawQuery, serviceRoot, QueryFunctions.NONE);
  }

  /**
   * Reads a request's URL, as above.
   *
   * @param functions what its expressions may call beside the functions of OData and of the model
   */
  public ODataRequestLine parse(
      String rawPath, @Nullable String rawQuery, String serviceRoot, QueryFunctions functions) {
    if (rawPath.length() > limits.urlBytes()) {
      throw Limits.exceeded("urlBytes", limits.urlBytes(), "path");
    }
    QueryOptionSplitter.Options query =
        new QueryOptionSplitter(settings, limits).split(rawQuery, names.parameters(rawPath));
    Resource resource = paths.parse(rawPath, query.aliases(), query.custom(), functions);
    OptionApplicability.check(query.system(), resource);
    Scope scope = scope(resource, query, serviceRoot, functions);
    QueryOptions read = options.options(query.system(), scope, 0);
    return new ODataRequestLine(resource.segments(), read, query.custom());
  }

  /**
   * Cuts the literals out of a URL, without reading it; see {@link #shaped}.
   *
   * @return empty where it has none, or is not written as most are
   */
  public Optional<CutUrl> cut(String rawPath, @Nullable String rawQuery) {
    return LiteralCutter.cut(
        rawPath, rawQuery, expressions.literals(), new Budget(limits, "$filter"));
  }

  /** What a URL that was read has in common with others; without literals it is all of it. */
  public ShapedLine shaped(ODataRequestLine line, CutUrl cut) {
    return RequestShape.of(line, cut.literals())
        .map(shape -> shape.with(cut.literals()))
        .orElseGet(() -> ShapedLine.of(line));
  }

  /**
   * A URL that has the text of another one around its literals.
   *
   * @return null where its literals do not fit, so that it is to be read
   */
  public @Nullable ShapedLine shaped(RequestShape shape, CutUrl cut) {
    return shape.with(cut.literals());
  }

  private Scope scope(
      Resource resource,
      QueryOptionSplitter.Options query,
      String serviceRoot,
      QueryFunctions functions) {
    EdmType type = resource.type();
    boolean shaped =
        query.system().containsKey(SystemOption.SELECT)
            || query.system().containsKey(SystemOption.EXPAND);
    if (resource.kind() == Resource.Kind.ENTITY_ID && type == null && shaped) {
      type = typeOf(query.system().get(SystemOption.ID), serviceRoot);
    }
    Scope plain = Scope.of(type, Map.of()).with(query.aliases()).calling(functions);
    for (Segment segment : resource.segments()) {
      if (segment instanceof Segment.CrossJoin join) {
        return crossJoin(join, plain);
      }
    }
    return plain;
  }

  private static Scope crossJoin(Segment.CrossJoin join, Scope plain) {
    Scope scope = plain;
    Shape shape = Shape.none(null);
    for (EdmEntitySet set : join.sets()) {
      String name = set.getName();
      EdmType type = set.getEntityType();
      scope = scope.with(name, Typed.single(new Expr.Variable(name, type)));
      shape = shape.with(new Shape.Part(name, false, false, Shape.of(type)));
    }
    return scope.at(shape);
  }

  private @Nullable EdmType typeOf(@Nullable Cursor id, String serviceRoot) {
    try {
      return id == null ? null : entity(id.rest(), serviceRoot).type();
    } catch (ODataException e) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "$select and $expand need a type segment behind $entity when $id is not an entity of this"
              + " service.",
          "$id");
    }
  }

  /**
   * Reads an entity-id: {@code accounts(…)}, or the same behind the service root, host-relative or
   * absolute.
   *
   * @return the path of a single entity
   * @throws ODataException 400 when it is not an entity of this service, 404 when a name in it is
   *     not in the model
   */
  public List<Segment> parseEntityId(String id, String serviceRoot) {
    return entity(id, serviceRoot).segments();
  }

  /**
   * Reads a condition that is about no instance.
   *
   * @param variables names in it, of values without a declared type
   * @throws ODataException 400 when it is no expression that is true or false, 501 when it asks for
   *     what is stored
   */
  public Expr condition(String text, Set<String> variables, String target) {
    Scope scope = Scope.of(null, Map.of());
    for (String name : variables) {
      scope = scope.with(name, Typed.single(new Expr.Variable(name, null)));
    }
    Cursor in = new Cursor(Text.plain(text), new Budget(limits, target), target);
    in.blanks();
    Expr condition = expressions.predicate(in, scope);
    in.blanks();
    in.expectEnd();
    ExprHeight.check(condition, in);
    requireNothingStored(condition, target);
    return condition;
  }

  private static void requireNothingStored(Expr expr, String target) {
    if (expr instanceof Expr.Root || expr instanceof Expr.Invoke) {
      throw ODataException.notImplemented("$root, or a function of the model, here", target);
    }
    ExprHeight.children(expr).forEach(child -> requireNothingStored(child, target));
  }

  private Resource entity(String id, String serviceRoot) {
    String path = EntityIds.relative(id, serviceRoot);
    Resource resource = paths.parse(path, Map.of(), Map.of(), QueryFunctions.NONE);
    if (resource.kind() != Resource.Kind.VALUES
        || resource.collection()
        || !EdmTypes.isEntity(resource.type())) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE, "'" + id + "' is not the id of an entity.", "$id");
    }
    return resource;
  }
}
