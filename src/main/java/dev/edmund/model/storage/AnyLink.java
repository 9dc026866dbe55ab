package dev.edmund.model.storage;

import dev.edmund.model.storage.Link.Bridge;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * How a navigation property leads to entities of any type below a universal base, which has no
 * table to join: by the name of the type at whose storage root the target is, and its row id there.
 *
 * @param roots the types at the storage roots where a target can be; {@code rootType} holds the
 *     qualified name of one of them
 * @param rootType null in it where there is no target
 * @param rowId the row id of the target in the table of {@code rootType}; null in it where there is
 *     no target
 * @param bridge of a collection: the link table that {@code rootType} and {@code rowId} are columns
 *     of; its pairs join it to the source. Null where they are columns of the source
 */
public record AnyLink(
    EdmNavigationProperty property,
    List<FullQualifiedName> roots,
    Column rootType,
    Column rowId,
    @Nullable Bridge bridge) {
  public AnyLink {
    roots = List.copyOf(roots);
  }

  public String name() {
    return property.getName();
  }

  public boolean collection() {
    return bridge != null;
  }
}
