package dev.edmund.conventions.dataverse.sharing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.core.operation.EntityReference;
import dev.edmund.core.operation.Transaction;
import dev.edmund.model.Model;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** The records of a model, asked in the transaction of a call. */
record Records(Model model, Transaction transaction) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String USER = "systemuser";
  private static final String TEAM = "team";
  private static final String MEMBERS = "teammembership_association";
  private static final String OWNER = "_ownerid_value";
  private static final int MISSING = 404;

  /** A record that was found. */
  record Found(EntityReference reference, String type, String id, Optional<String> owner) {}

  /**
   * A record that has to be there.
   *
   * @throws ODataException 404 when it is not
   */
  Found require(EntityReference reference) {
    EdmEntityType type = type(reference);
    String id = String.valueOf(reference.key().values().iterator().next());
    boolean owned = type.getProperty(OWNER) != null;
    String select = owned ? OWNER : type.getKeyPredicateNames().get(0);
    String url = set(type).getName() + "(" + id + ")?$select=" + select;
    Transaction.Answer answer = transaction.get(url);
    if (answer.status() == MISSING) {
      throw new ODataException(
          ErrorCode.NOT_FOUND, type.getName() + " With Id = " + id + " Does Not Exist");
    }
    Optional<String> owner = Optional.ofNullable(json(answer).path(OWNER).asText(null));
    return new Found(reference, type.getName(), id, owner);
  }

  /**
   * A user or team that has to be there.
   *
   * @param name of the parameter
   * @throws ODataException 400 when it is something else, 404 when it is not there
   */
  Found requirePrincipal(String name, EntityReference reference) {
    String type = type(reference).getName();
    if (!type.equals(USER) && !type.equals(TEAM)) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE, name + " has to be a user or a team, not a " + type + ".", name);
    }
    return require(reference);
  }

  /** The ids of a principal and of the teams that it belongs to. */
  Set<String> belongings(Found principal) {
    Set<String> all = new TreeSet<>(Set.of(principal.id()));
    EdmEntityType team = named(TEAM);
    if (principal.type().equals(USER) && team != null && team.getProperty(MEMBERS) != null) {
      String filter = MEMBERS + "/any(m:m/systemuserid eq " + principal.id() + ")";
      rows(set(team).getName() + "?$select=teamid&$filter=" + filter)
          .forEach(row -> all.add(row.path("teamid").asText()));
    }
    return all;
  }

  /** A principal by what a share has of it. */
  EntityReference principal(String type, String id) {
    EdmEntityType found = named(type);
    if (found == null) {
      throw new IllegalStateException("The model has no " + type);
    }
    return new EntityReference(
        found.getFullQualifiedName().toString(), Map.of(found.getKeyPredicateNames().get(0), id));
  }

  /** The rows that a GET gives. */
  List<JsonNode> rows(String url) {
    Transaction.Answer answer = transaction.get(url);
    List<JsonNode> rows = new ArrayList<>();
    json(answer).path("value").forEach(rows::add);
    return rows;
  }

  /** The body of an answer that has to be a success. */
  static JsonNode json(Transaction.Answer answer) {
    try {
      JsonNode json = JSON.readTree(answer.json().isEmpty() ? "{}" : answer.json());
      if (answer.status() >= 400) {
        throw new ODataException(
            answer.status() == 403 ? ErrorCode.FORBIDDEN : ErrorCode.CONFLICT,
            json.path("error").path("message").asText("The data do not allow it."));
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EdmEntityType type(EntityReference reference) {
    return model.edm().getEntityType(new FullQualifiedName(reference.type()));
  }

  private @Nullable EdmEntityType named(String name) {
    return model.edm().getEntityContainer().getEntitySets().stream()
        .map(EdmEntitySet::getEntityType)
        .filter(type -> type.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** The set of a type: one of its own, or one of a base type. */
  private EdmEntitySet set(EdmEntityType type) {
    for (EdmEntityType t = type; t != null; t = t.getBaseType()) {
      FullQualifiedName name = t.getFullQualifiedName();
      Optional<EdmEntitySet> set =
          model.edm().getEntityContainer().getEntitySets().stream()
              .filter(s -> s.getEntityType().getFullQualifiedName().equals(name))
              .findFirst();
      if (set.isPresent()) {
        return set.get();
      }
    }
    throw new ODataException(
        ErrorCode.INVALID_VALUE, "There is no set of " + type.getName() + ".", "Target");
  }
}
