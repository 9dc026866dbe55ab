package dev.edmund.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.model.Model;
import dev.edmund.model.csdl.Annotations;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** Reads the rows of a service and says which rules of its model they break. */
final class RowRules {
  private static final String VALIDATION = "Org.OData.Validation.V1.";
  private static final int NAVIGATION_PROPERTIES = 6;
  private static final int NOT_BUILT = 501;

  private final Model model;
  private final RawHttp client;
  private final List<String> broken = new ArrayList<>();
  private int related;
  private int expanded;

  RowRules(Model model, RawHttp client) {
    this.model = model;
    this.client = client;
  }

  /** Whether related entities were read; also true where the model has nothing to expand. */
  boolean leadsSomewhere() {
    return related > 0 || expanded == 0;
  }

  /** What is wrong with the rows of the first sets. */
  List<String> broken(int sets) {
    model.edm().getEntityContainer().getEntitySets().stream().limit(sets).forEach(this::check);
    return List.copyOf(broken);
  }

  private Answer get(String target) {
    String path = "/odata/" + target.replace(" ", "%20");
    return client.send("GET", path, List.of(), "");
  }

  private void check(EdmEntitySet set) {
    EdmEntityType type = set.getEntityType();
    List<String> names =
        type.getPropertyNames().stream().filter(name -> isSimple(property(type, name))).toList();
    if (names.isEmpty()) {
      return;
    }
    String name = URLEncoder.encode(set.getName(), StandardCharsets.UTF_8);
    String select = "$select=" + String.join(",", names);
    JsonNode page = get(name + "?$top=40&$count=true&" + select).ok().json();
    long count = Long.parseLong(get(name + "/$count").ok().text());
    if (page.path("@odata.count").asLong(-1) != count) {
      broken.add(set.getName() + ": $count differs from /$count, " + count);
    }
    Set<String> keys = new HashSet<>();
    for (JsonNode row : page.get("value")) {
      for (String part : names) {
        check(set, type, property(type, part), row.path(part));
      }
      String key =
          String.join(
              "|", type.getKeyPredicateNames().stream().map(k -> row.path(k) + "").toList());
      if (names.containsAll(type.getKeyPredicateNames()) && !keys.add(key) && !key.isEmpty()) {
        broken.add(set.getName() + ": the key " + key + " is there twice");
      }
    }
    int asked = 0;
    for (String navigation : type.getNavigationPropertyNames()) {
      if (asked++ < NAVIGATION_PROPERTIES) {
        expand(name, select, type.getNavigationProperty(navigation));
      }
    }
  }

  private static EdmProperty property(EdmEntityType type, String name) {
    return (EdmProperty) type.getProperty(name);
  }

  private static boolean isSimple(EdmProperty property) {
    EdmTypeKind kind = property.getType().getKind();
    String name = property.getType().getName();
    return !property.isCollection()
        && (kind == EdmTypeKind.ENUM
            || kind == EdmTypeKind.DEFINITION
            || (kind == EdmTypeKind.PRIMITIVE
                && !name.equals("Stream")
                && !name.startsWith("Geo")));
  }

  private void check(EdmEntitySet set, EdmEntityType type, EdmProperty property, JsonNode value) {
    String place = set.getName() + "/" + property.getName() + " " + value + ": ";
    if (value.isNull() || value.isMissingNode()) {
      if (!property.isNullable()) {
        broken.add(place + "null");
      }
      return;
    }
    String text = value.asText();
    EdmType valueType = property.getType();
    Integer length = property.getMaxLength();
    String target = Model.target(type, property.getName());
    if (valueType.getKind() == EdmTypeKind.DEFINITION) {
      EdmTypeDefinition definition = (EdmTypeDefinition) valueType;
      valueType = definition.getUnderlyingType();
      length = length == null ? definition.getMaxLength() : length;
    }
    if (valueType.getName().equals("String")
        && length != null
        && text.codePointCount(0, text.length()) > length) {
      broken.add(place + "longer than " + length);
    }
    if (valueType.getKind() == EdmTypeKind.ENUM) {
      for (String member : text.split(",", -1)) {
        if (((EdmEnumType) valueType).getMember(member) == null && !text.equals("0")) {
          broken.add(place + "no member");
        }
      }
    }
    annotations(place, target, value, text);
  }

  private void annotations(String place, String target, JsonNode value, String text) {
    Annotations annotations = model.annotations();
    annotations
        .text(target, VALIDATION + "Pattern")
        .filter(pattern -> !java.util.regex.Pattern.compile(pattern).matcher(text).find())
        .ifPresent(pattern -> broken.add(place + "not " + pattern));
    if (value.isNumber()) {
      BigDecimal number = new BigDecimal(text);
      annotations
          .text(target, VALIDATION + "Minimum")
          .filter(least -> new BigDecimal(least).compareTo(number) > 0)
          .ifPresent(least -> broken.add(place + "less than " + least));
      annotations
          .text(target, VALIDATION + "Maximum")
          .filter(most -> new BigDecimal(most).compareTo(number) < 0)
          .ifPresent(most -> broken.add(place + "more than " + most));
    }
  }

  private void expand(String set, String select, EdmNavigationProperty navigation) {
    String name = navigation.getName();
    Answer answer = get(set + "?$top=20&" + select + "&$expand=" + name);
    if (answer.status() == NOT_BUILT) {
      return;
    }
    expanded++;
    for (JsonNode row : answer.ok().json().get("value")) {
      JsonNode target = row.path(name);
      related += target.isArray() ? target.size() : target.isObject() ? 1 : 0;
      for (EdmReferentialConstraint pair : navigation.getReferentialConstraints()) {
        JsonNode dependent = row.path(pair.getPropertyName());
        JsonNode principal = target.path(pair.getReferencedPropertyName());
        if (target.isObject()
            && !dependent.isMissingNode()
            && !principal.isMissingNode()
            && !dependent.equals(principal)) {
          broken.add(set + "/" + name + ": " + dependent + " leads to " + principal);
        }
      }
    }
  }
}
