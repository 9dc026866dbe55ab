package dev.edmund.model.csdl;

import java.util.List;

/**
 * A reference of the model to another document (CSDL XML, 4.1).
 *
 * @param found whether a file of that name lay beside the model and was read
 */
public record Reference(String uri, List<Include> includes, boolean found) {
  public Reference {
    includes = List.copyOf(includes);
  }

  /**
   * A schema of the referenced document.
   *
   * @param alias empty when there is none
   */
  public record Include(String namespace, String alias) {}
}
