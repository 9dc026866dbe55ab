package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which options a resource answers to; a service fails rather than ignores (Part 1, 11.2.1). */
final class OptionApplicability {
  private OptionApplicability() {}

  /** Refuses the options that do not apply. */
  static void check(Map<SystemOption, Cursor> options, Resource resource) {
    String what =
        resource.kind() != Resource.Kind.VALUES
            ? resource.kind().text()
            : (resource.collection() ? "a collection of " : "a single ") + items(resource);
    Set<SystemOption> allowed = allowed(resource);
    if (resource.kind() == Resource.Kind.COUNT && options.containsKey(SystemOption.DELTATOKEN)) {
      // A delta link keeps its options where /$count is appended to its path (Part 1, 11.3.2).
      allowed.add(SystemOption.DELTATOKEN);
      allowed.add(SystemOption.SELECT);
    }
    OptionsParser.require(options, allowed, what);
    if (resource.kind() == Resource.Kind.ENTITY_ID && !options.containsKey(SystemOption.ID)) {
      throw new ODataException(ErrorCode.BAD_REQUEST, "$entity needs $id.", "$id");
    }
  }

  private static String items(Resource resource) {
    boolean structured = EdmTypes.isStructured(resource.type());
    return (structured ? "structured " : "primitive ")
        + (resource.collection() ? "values" : "value");
  }

  private static Set<SystemOption> allowed(Resource resource) {
    Set<SystemOption> allowed = EnumSet.of(SystemOption.FORMAT, SystemOption.SCHEMAVERSION);
    switch (resource.kind()) {
      case VALUES -> values(allowed, resource);
      case CROSSJOIN -> {
        collection(allowed);
        allowed.add(SystemOption.APPLY);
        allowed.add(SystemOption.EXPAND);
      }
      case ENTITY_ID -> {
        allowed.add(SystemOption.ID);
        shape(allowed);
      }
      case COUNT -> {
        allowed.add(SystemOption.APPLY);
        allowed.add(SystemOption.COMPUTE);
        allowed.add(SystemOption.FILTER);
        allowed.add(SystemOption.SEARCH);
      }
      case REFERENCES -> {
        allowed.add(SystemOption.ID);
        if (resource.collection()) {
          collection(allowed);
        }
      }
      default -> {}
    }
    return allowed;
  }

  private static void values(Set<SystemOption> allowed, Resource resource) {
    allowed.add(SystemOption.DELTATOKEN);
    if (resource.collection()) {
      collection(allowed);
      allowed.add(SystemOption.INDEX);
    }
    if (resource.collection() && EdmTypes.isStructured(resource.type())) {
      allowed.add(SystemOption.APPLY);
    }
    if (EdmTypes.isStructured(resource.type())) {
      shape(allowed);
    }
  }

  private static void shape(Set<SystemOption> allowed) {
    allowed.add(SystemOption.COMPUTE);
    allowed.add(SystemOption.SELECT);
    allowed.add(SystemOption.EXPAND);
  }

  private static void collection(Set<SystemOption> allowed) {
    allowed.add(SystemOption.FILTER);
    allowed.add(SystemOption.SEARCH);
    allowed.add(SystemOption.ORDERBY);
    allowed.add(SystemOption.TOP);
    allowed.add(SystemOption.SKIP);
    allowed.add(SystemOption.COUNT);
    allowed.add(SystemOption.SKIPTOKEN);
  }
}
