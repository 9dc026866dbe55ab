package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.conventions.dataverse.OwnResource;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.Mount;
import dev.edmund.processor.Responses;
import dev.edmund.processor.Service;
import dev.edmund.request.AlternateKeys;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import dev.edmund.request.header.ContentNegotiation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/**
 * {@code EntityDefinitions}, {@code RelationshipDefinitions} and {@code
 * GlobalOptionSetDefinitions}: what the model says, as tables, columns, relationships and choices.
 * They are only read.
 */
public final class MetadataDefinitions implements OwnResource {
  private static final Set<String> SETS =
      Set.of("EntityDefinitions", "GlobalOptionSetDefinitions", "RelationshipDefinitions");
  private static final Pattern FIRST = Pattern.compile("/?(\\w+)(?:[/(%].*)?");
  private static final AlternateKeys KEYS = MetadataDefinitions::keys;

  private final Set<String> sets;
  private final Definitions definitions;
  private final UriParser parser;

  /**
   * The definitions of a model, whose own sets of the same names hide them.
   *
   * @param limits of URLs
   */
  public MetadataDefinitions(Model model, Limits limits) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    this.sets =
        SETS.stream()
            .filter(set -> container == null || container.getEntitySet(set) == null)
            .collect(Collectors.toUnmodifiableSet());
    this.definitions = Definitions.of(model);
    this.parser = new UriParser(MetadataTypes.EDM, KEYS, limits, ParserSettings.DEFAULT);
  }

  /** Definitions are found by their names too. */
  private static List<Map<String, EdmType>> keys(EdmEntityType type) {
    EdmType text = EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.String);
    return List.of("LogicalName", "SchemaName", "Name").stream()
        .filter(name -> type.getProperty(name) != null)
        .map(name -> Map.of(name, text))
        .toList();
  }

  @Override
  public boolean isFor(ODataRequest request) {
    Matcher first = FIRST.matcher(String.valueOf(request.getRawODataPath()));
    return first.matches() && sets.contains(first.group(1));
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount, Service service) {
    if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED, "Definitions are made from the model and only read.");
    }
    String root = request.getRawBaseUri() + "/";
    String path = request.getRawODataPath();
    ODataRequestLine line =
        parser.parse(
            path.startsWith("/") ? path.substring(1) : path, request.getRawQueryPath(), root);
    Rows.require(line.options());
    ContentNegotiation.Kind kind =
        Way.isCount(line.path()) ? ContentNegotiation.Kind.TEXT : ContentNegotiation.Kind.JSON;
    ContentNegotiation.choose(request.getHeader("Accept"), line.options().format(), List.of(kind));
    Way way = Way.along(line, definitions);
    ODataResponse response = new ODataResponse();
    response.setStatusCode(way.isNothing() ? 204 : 200);
    response.setHeader("OData-Version", "4.0");
    if (way.isNothing()) {
      return response;
    }
    if (kind == ContentNegotiation.Kind.TEXT) {
      body(response, "text/plain;charset=UTF-8", Integer.toString(way.count()));
    } else {
      body(response, "application/json;odata.metadata=minimal", answer(way, line, root).toString());
    }
    return response;
  }

  private static JsonNode answer(Way way, ODataRequestLine line, String root) {
    ObjectNode body = MetadataRow.object();
    body.put("@odata.context", root + "$metadata#" + Context.of(line, way));
    return way.write(body, line.options());
  }

  private static void body(ODataResponse response, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Responses.body(response, type, out -> out.write(bytes));
  }
}
