package dev.edmund.conventions.dataverse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.Mount;
import dev.edmund.processor.Service;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/**
 * {@code RetrieveTotalRecordCount}: how many rows tables have, without the limit of {@code $count}.
 *
 * @param model has the sets of the tables
 */
public record RetrieveTotalRecordCount(Model model) implements OwnResource {
  private static final String NAME = "RetrieveTotalRecordCount";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public boolean isFor(ODataRequest request) {
    return FunctionCall.of(request, NAME).isPresent();
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount, Service service) {
    String given =
        FunctionCall.of(request, NAME)
            .map(call -> call.parameters().get("EntityNames"))
            .orElseThrow(() -> wrong("needs the parameter EntityNames"));
    Ask ask = new Ask(request, mount, service);
    ObjectNode answer = Answers.ofType(request, NAME + "Response");
    ObjectNode counts = answer.putObject("EntityRecordCountCollection");
    List<String> names = names(given);
    counts.put("Count", names.size()).put("IsReadOnly", false);
    ArrayNode keys = counts.putArray("Keys");
    ArrayNode values = counts.putArray("Values");
    for (String name : names) {
      Ask.Answer count =
          ask.send(HttpMethod.GET, "/" + set(name) + "/$count", null, Map.of(), null);
      if (!count.isSuccess()) {
        return count.whole();
      }
      keys.add(name);
      values.add(Long.parseLong(new String(count.body(), StandardCharsets.US_ASCII)));
    }
    return Answers.ok(answer);
  }

  private static List<String> names(String list) {
    try {
      List<String> names = new ArrayList<>();
      JsonNode array = JSON.readTree(list.replace('\'', '"'));
      if (!array.isArray()) {
        throw wrong("needs a list of names in EntityNames");
      }
      array.forEach(name -> names.add(name.asText()));
      return names;
    } catch (JsonProcessingException e) {
      throw wrong("needs a list of names in EntityNames");
    }
  }

  /** The set with the rows of a table, which is known by the name of its type. */
  private String set(String name) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    if (container != null) {
      for (EdmEntitySet set : container.getEntitySets()) {
        if (set.getEntityType().getName().equals(name)) {
          return set.getName();
        }
      }
    }
    throw wrong("knows no table '" + name + "'");
  }

  private static ODataException wrong(String what) {
    return new ODataException(ErrorCode.INVALID_VALUE, NAME + " " + what + ".", "EntityNames");
  }
}
