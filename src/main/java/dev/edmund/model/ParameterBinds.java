package dev.edmund.model;

import dev.edmund.model.operation.Bind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmParameter;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;

/** What the names in SQL mean that begin with the name of a parameter. */
record ParameterBinds(Edm edm, EdmOperation operation) {
  private static final String TYPE = "_type";
  private static final EdmType STRING =
      EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.String);

  /** A value on the way along a name. */
  private record Part(EdmType type, boolean collection) {}

  /**
   * What a name means; empty where it begins with no parameter's name.
   *
   * @param path the name, taken apart
   * @throws IllegalArgumentException when it leads nowhere; the message says why
   */
  Optional<Bind> find(List<String> path, String written) {
    String first = path.get(0);
    String bare = withoutType(first);
    List<String> names = OperationParameters.given(operation);
    boolean typed = !names.contains(first) && path.size() == 1 && names.contains(bare);
    if (!names.contains(first) && !typed) {
      return Optional.empty();
    }
    EdmParameter parameter = operation.getParameter(typed ? bare : first);
    Part part = new Part(parameter.getType(), parameter.isCollection());
    if (typed) {
      return Optional.of(typeOf(parameter, List.of(), part, written));
    }
    return Optional.of(along(parameter, part, path.subList(1, path.size()), written));
  }

  private Bind along(EdmParameter parameter, Part start, List<String> path, String written) {
    Part part = start;
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      String name = path.get(i);
      boolean last = i == path.size() - 1;
      if (last && name.equals(Bind.JSON) && (part.collection || isEntity(part))) {
        taken.add(name);
        return new Bind.OfParameter(parameter.getName(), taken, part.type, false);
      }
      Optional<Part> next = element(part, name);
      if (next.isEmpty() && last && !withoutType(name).equals(name)) {
        Part typed = element(part, withoutType(name)).orElseThrow(() -> noProperty(written, name));
        taken.add(withoutType(name));
        return typeOf(parameter, taken, typed, written);
      }
      part = next.orElseThrow(() -> noProperty(written, name));
      taken.add(name);
    }
    return isEntity(part)
        ? keyOf(parameter, taken, part, written)
        : new Bind.OfParameter(parameter.getName(), taken, part.type, part.collection);
  }

  private static Optional<Part> element(Part of, String name) {
    EdmElement element =
        !of.collection && of.type instanceof EdmStructuredType structured
            ? structured.getProperty(name)
            : null;
    return element == null
        ? Optional.empty()
        : Optional.of(new Part(element.getType(), element.isCollection()));
  }

  private static boolean isEntity(Part part) {
    return part.type instanceof EdmEntityType;
  }

  private Bind keyOf(EdmParameter parameter, List<String> path, Part part, String written) {
    EdmEntityType type = (EdmEntityType) part.type;
    if (type.getKeyPredicateNames().size() > 1) {
      throw new IllegalArgumentException(
          "':"
              + written
              + "' is an entity with a key of several parts; name one of them behind it");
    }
    List<String> key = new ArrayList<>(path);
    key.add(Bind.KEY);
    EdmType keyType = EntityKeys.type(edm, type);
    return new Bind.OfParameter(parameter.getName(), key, keyType, part.collection);
  }

  private static Bind typeOf(EdmParameter parameter, List<String> path, Part part, String written) {
    if (!isEntity(part) || part.collection) {
      throw new IllegalArgumentException(
          "':" + written + "' asks for the type of what is no entity");
    }
    List<String> type = new ArrayList<>(path);
    type.add(Bind.TYPE);
    return new Bind.OfParameter(parameter.getName(), type, STRING, false);
  }

  private static String withoutType(String name) {
    return name.endsWith(TYPE) ? name.substring(0, name.length() - TYPE.length()) : name;
  }

  static IllegalArgumentException noProperty(String written, String name) {
    return new IllegalArgumentException(
        "':" + written + "' leads nowhere: there is no property '" + name + "'");
  }
}
