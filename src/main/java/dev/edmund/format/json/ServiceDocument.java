package dev.edmund.format.json;

import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Terms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmFunctionImport;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.jspecify.annotations.Nullable;

/** The service document (JSON Format, 5). */
public final class ServiceDocument {
  private static final byte[] NAME = JsonBuffer.name("name");
  private static final byte[] TITLE = JsonBuffer.name("title");
  private static final byte[] KIND = JsonBuffer.name("kind");
  private static final byte[] URL = JsonBuffer.name("url");

  private final JsonBuffer out = new JsonBuffer();
  private final Annotations annotations;

  private ServiceDocument(Annotations annotations) {
    this.annotations = annotations;
  }

  /**
   * The document for a service root with a slash at its end.
   *
   * @param container null where the model has none; then nothing is listed
   * @param annotations of the model: a resource with {@code Core.Description} has that as its title
   */
  public static JsonBuffer write(
      @Nullable EdmEntityContainer container, Annotations annotations, JsonOptions options) {
    ServiceDocument document = new ServiceDocument(annotations);
    document.write(container, options);
    return document.out;
  }

  private void write(@Nullable EdmEntityContainer container, JsonOptions options) {
    out.raw('{');
    if (options.metadata() != JsonOptions.Metadata.NONE) {
      out.context(options.serviceRoot() + "$metadata");
    }
    out.member(JsonBuffer.name("value")).raw('[');
    if (container != null) {
      entries(container, container.getFullQualifiedName().getFullQualifiedNameAsString() + "/");
    }
    out.raw(']').raw('}');
  }

  private void entries(EdmEntityContainer container, String target) {
    for (EdmEntitySet set : container.getEntitySets()) {
      if (set.isIncludeInServiceDocument()) {
        entry(target, set.getName(), "EntitySet");
      }
    }
    for (EdmSingleton singleton : container.getSingletons()) {
      entry(target, singleton.getName(), "Singleton");
    }
    for (EdmFunctionImport function : container.getFunctionImports()) {
      if (function.isIncludeInServiceDocument()) {
        entry(target, function.getName(), "FunctionImport");
      }
    }
  }

  private void entry(String target, String name, String kind) {
    out.separate().raw('{');
    out.member(NAME).string(name);
    annotations
        .text(target + name, Terms.DESCRIPTION)
        .ifPresent(title -> out.member(TITLE).string(title));
    out.member(KIND).string(kind);
    out.member(URL).string(encoded(name));
    out.raw('}');
  }

  /** A name may have letters that a URL may not (RFC 3986, 2). */
  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
