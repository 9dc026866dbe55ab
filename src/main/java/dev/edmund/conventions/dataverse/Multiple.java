package dev.edmund.conventions.dataverse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.Mount;
import dev.edmund.processor.Service;
import dev.edmund.request.header.MediaType;
import dev.edmund.request.payload.JsonBody;
import dev.edmund.request.payload.JsonText;
import dev.edmund.request.payload.JsonValue;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/**
 * {@code CreateMultiple}, {@code UpdateMultiple} and {@code UpsertMultiple} of every set: many
 * entities in one request, all of them or none.
 *
 * @param model has the sets
 * @param body reads requests
 */
public record Multiple(Model model, JsonBody body) implements OwnResource {
  private static final Pattern PATH =
      Pattern.compile(
          "/?(\\w+)/(?:Microsoft\\.Dynamics\\.CRM|mscrm)\\.(Create|Update|Upsert)Multiple");
  private static final Pattern ID = Pattern.compile("\\(([^()]*)\\)$");

  public Multiple(Model model, Limits limits) {
    this(model, new JsonBody(limits));
  }

  /** Has the transaction end without effect. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ODataResponse answer;

    Refused(ODataResponse answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  /** A request for one of the entities. */
  private record One(HttpMethod method, String path, Map<String, String> headers, String body) {}

  @Override
  public boolean isFor(ODataRequest request) {
    return request.getMethod() == HttpMethod.POST && set(request).isPresent();
  }

  private Optional<EdmEntitySet> set(ODataRequest request) {
    Matcher path = PATH.matcher(String.valueOf(request.getRawODataPath()));
    EdmEntityContainer container = model.edm().getEntityContainer();
    return path.matches() && container != null
        ? Optional.ofNullable(container.getEntitySet(path.group(1)))
        : Optional.empty();
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount, Service service) {
    EdmEntitySet set =
        set(request)
            .orElseThrow(() -> new ODataException(ErrorCode.NOT_FOUND, "There is no such set."));
    boolean creates = request.getRawODataPath().endsWith(".CreateMultiple");
    boolean upserts = request.getRawODataPath().endsWith(".UpsertMultiple");
    List<One> all = new ArrayList<>();
    for (JsonValue target : targets(request)) {
      all.add(creates ? create(set, target) : change(set, target, upserts, request));
    }
    try {
      List<String> ids = service.run(joined -> run(all, new Ask(request, mount, joined)));
      return creates ? created(request, ids) : Answers.noContent();
    } catch (Refused e) {
      return e.answer;
    }
  }

  private static List<String> run(List<One> all, Ask ask) {
    List<String> ids = new ArrayList<>();
    for (One one : all) {
      Ask.Answer answer = ask.send(one.method(), one.path(), null, one.headers(), one.body());
      if (!answer.isSuccess()) {
        throw new Refused(answer.whole());
      }
      String id = answer.response().getHeader("OData-EntityId");
      Matcher key = ID.matcher(id == null ? "" : id);
      ids.add(key.find() ? key.group(1) : "");
    }
    return ids;
  }

  private static ODataResponse created(ODataRequest request, List<String> ids) {
    ObjectNode answer = Answers.ofType(request, "CreateMultipleResponse");
    ArrayNode list = answer.putArray("Ids");
    ids.forEach(list::add);
    return Answers.ok(answer);
  }

  private List<JsonValue> targets(ODataRequest request) {
    MediaType.of(request.getHeader("Content-Type")).requireJson();
    InputStream in = request.getBody();
    JsonValue sent =
        body.read(
                in == null ? InputStream.nullInputStream() : in,
                request.getHeader("Content-Length"))
            .orElseThrow(() -> wrong("the body is empty"));
    JsonValue targets = sent.members().get("Targets");
    if (targets == null || !targets.is(JsonValue.Kind.ARRAY) || targets.items().isEmpty()) {
      throw wrong("Targets must be an array of entities");
    }
    if (targets.items().stream().anyMatch(target -> !target.is(JsonValue.Kind.OBJECT))) {
      throw wrong("each of Targets must be an entity");
    }
    return targets.items();
  }

  private static One create(EdmEntitySet set, JsonValue target) {
    Map<String, JsonValue> members = ofType(set, target);
    return new One(
        HttpMethod.POST, "/" + set.getName(), Map.of("Prefer", "return=minimal"), text(members));
  }

  /** The entity is told by its id or by its key, which is no value to be changed. */
  private static One change(
      EdmEntitySet set, JsonValue target, boolean upserts, ODataRequest request) {
    Map<String, JsonValue> members = ofType(set, target);
    EdmEntityType type = set.getEntityType();
    String key = type.getKeyPredicateNames().get(0);
    JsonValue id = members.remove("@odata.id");
    JsonValue value = members.remove(key);
    String path;
    if (id != null) {
      String root = request.getRawBaseUri() + "/";
      String text = id.text();
      path = "/" + (text.startsWith(root) ? text.substring(root.length()) : text);
      path = path.startsWith("//") ? path.substring(1) : path;
    } else if (value != null && value.text().matches("[\\w-]+")) {
      path = "/" + set.getName() + "(" + value.text() + ")";
    } else {
      throw wrong("each of Targets must have its key, " + key);
    }
    return new One(
        HttpMethod.PATCH, path, upserts ? Map.of() : Map.of("If-Match", "*"), text(members));
  }

  private static Map<String, JsonValue> ofType(EdmEntitySet set, JsonValue target) {
    Map<String, JsonValue> members = new LinkedHashMap<>(target.members());
    JsonValue type = members.remove("@odata.type");
    String expected = set.getEntityType().getFullQualifiedName().getFullQualifiedNameAsString();
    if (type != null && !type.text().replaceFirst("^#", "").equals(expected)) {
      throw wrong("each of Targets must be of the type " + expected);
    }
    return members;
  }

  private static String text(Map<String, JsonValue> members) {
    return JsonText.of(JsonValue.object(members));
  }

  private static ODataException wrong(String what) {
    return new ODataException(
        ErrorCode.BAD_REQUEST, "The request cannot be read: " + what + ".", "Targets");
  }
}
