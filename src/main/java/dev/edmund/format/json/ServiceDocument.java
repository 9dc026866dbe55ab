package dev.edmund.format.json;

import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmFunctionImport;
import org.apache.olingo.commons.api.edm.EdmSingleton;

/** The service document (JSON Format, 5). */
public final class ServiceDocument {
  private ServiceDocument() {}

  /** The document for a service root with a slash at its end. */
  public static JsonBuffer write(EdmEntityContainer container, JsonOptions options) {
    JsonBuffer out = new JsonBuffer();
    out.raw('{');
    if (options.metadata() != JsonOptions.Metadata.NONE) {
      out.context(options.serviceRoot() + "$metadata");
    }
    out.member(JsonBuffer.name("value")).raw('[');
    if (container != null) {
      for (EdmEntitySet set : container.getEntitySets()) {
        if (set.isIncludeInServiceDocument()) {
          entry(out, set.getName(), "EntitySet");
        }
      }
      for (EdmSingleton singleton : container.getSingletons()) {
        entry(out, singleton.getName(), "Singleton");
      }
      for (EdmFunctionImport function : container.getFunctionImports()) {
        if (function.isIncludeInServiceDocument()) {
          entry(out, function.getName(), "FunctionImport");
        }
      }
    }
    out.raw(']').raw('}');
    return out;
  }

  private static void entry(JsonBuffer out, String name, String kind) {
    out.separate().raw('{');
    out.member(JsonBuffer.name("name")).string(name);
    out.member(JsonBuffer.name("kind")).string(kind);
    out.member(JsonBuffer.name("url")).string(name);
    out.raw('}');
  }
}
