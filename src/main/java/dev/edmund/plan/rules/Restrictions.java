package dev.edmund.plan.rules;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException.Detail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may be done to the entities at a place (vocabulary Capabilities). Each question is answered
 * with what is wrong, or nothing.
 *
 * @param name of the place, for messages
 * @param upsertable whether an update may create the entity
 * @param patchable whether an entity may be updated by PATCH, and {@code puttable} by PUT
 * @param etagDemanded whether the navigation to this place demands an ETag for changes ({@code
 *     OptimisticConcurrencyControl})
 */
public record Restrictions(
    String name,
    boolean insertable,
    boolean updatable,
    boolean deletable,
    boolean upsertable,
    boolean patchable,
    boolean puttable,
    boolean deltaUpdatable,
    boolean deepInsertable,
    boolean deepUpdatable,
    boolean etagDemanded,
    Properties onInsert,
    Properties onUpdate,
    Set<String> nonDeletableNavigation) {
  public Restrictions {
    nonDeletableNavigation = Set.copyOf(nonDeletableNavigation);
  }

  /**
   * The restricted properties, as paths.
   *
   * @param refused structural ones that must not be sent
   * @param refusedNavigation navigation properties by which nothing may be related
   * @param required structural ones that must be sent
   */
  public record Properties(
      Set<String> refused, Set<String> refusedNavigation, Set<String> required) {
    public Properties {
      refused = Set.copyOf(refused);
      refusedNavigation = Set.copyOf(refusedNavigation);
      required = Set.copyOf(required);
    }
  }

  /** Whether an entity may be added. */
  public Optional<Detail> insert() {
    return insertable ? Optional.empty() : method("Entities cannot be added to " + name + ".");
  }

  /** Whether an entity may be changed by PATCH. */
  public Optional<Detail> patch() {
    return update(patchable, "PATCH");
  }

  /** Whether an entity may be changed by PUT. */
  public Optional<Detail> put() {
    return update(puttable, "PUT");
  }

  /** Whether something of an entity may be changed, by whatever method. */
  public Optional<Detail> update() {
    return updatable ? Optional.empty() : method("Entities in " + name + " cannot be changed.");
  }

  private Optional<Detail> update(boolean allowed, String method) {
    if (!updatable) {
      return method("Entities in " + name + " cannot be changed.");
    }
    return allowed
        ? Optional.empty()
        : method("Entities in " + name + " cannot be changed by " + method + ".");
  }

  /** Whether an entity may be removed. */
  public Optional<Detail> delete() {
    return deletable ? Optional.empty() : method("Entities in " + name + " cannot be deleted.");
  }

  /** Whether the collection may be changed by a delta payload. */
  public Optional<Detail> deltaUpdate() {
    return updatable && deltaUpdatable
        ? Optional.empty()
        : method(name + " cannot be changed as a whole.");
  }

  /** Whether a new entity may come with new related ones. */
  public Optional<Detail> deepInsert(String target) {
    return deepInsertable
        ? Optional.empty()
        : body("must not be sent: related entities cannot be added with " + name, target);
  }

  /** Whether a change of an entity may change related ones. */
  public Optional<Detail> deepUpdate(String target) {
    return deepUpdatable
        ? Optional.empty()
        : body("must not be sent: related entities cannot be changed with " + name, target);
  }

  /** Whether a structural property may be sent on insert, by its path. */
  public Optional<Detail> insertProperty(String path) {
    return refused(onInsert.refused, path, "must not be given to a new entity in " + name);
  }

  /** Whether new entities may be sent in a navigation property on insert. */
  public Optional<Detail> insertNavigation(String path) {
    return refused(onInsert.refusedNavigation, path, "must not have entities to add in " + name);
  }

  /** Whether a structural property may be sent on update, by its path. */
  public Optional<Detail> updateProperty(String path) {
    return refused(onUpdate.refused, path, "must not be changed in " + name);
  }

  /** Whether a navigation property may be led elsewhere. */
  public Optional<Detail> updateNavigation(String path) {
    return refused(onUpdate.refusedNavigation, path, "must not lead elsewhere in " + name);
  }

  /** Whether the link to a related entity may be removed. */
  public Optional<Detail> deleteLink(String path) {
    return nonDeletableNavigation.contains(path)
        ? method("The links of " + path + " in " + name + " cannot be removed.")
        : Optional.empty();
  }

  /** The properties that a new entity lacks, of those that this place demands. */
  public List<Detail> missingOnInsert(Collection<String> given) {
    return missing(onInsert.required, given);
  }

  /** The properties that a change of an entity lacks, of those that this place demands. */
  public List<Detail> missingOnUpdate(Collection<String> given) {
    return missing(onUpdate.required, given);
  }

  /** The methods that the collection answers to besides reading, for the header {@code Allow}. */
  public List<String> collectionMethods() {
    return insertable ? List.of("POST") : List.of();
  }

  /** The methods that one entity answers to besides reading. */
  public List<String> entityMethods() {
    List<String> methods = new ArrayList<>();
    if (updatable && patchable) {
      methods.add("PATCH");
    }
    if (updatable && puttable) {
      methods.add("PUT");
    }
    if (deletable) {
      methods.add("DELETE");
    }
    return methods;
  }

  private static List<Detail> missing(Set<String> required, Collection<String> given) {
    return required.stream()
        .filter(path -> !given.contains(path))
        .sorted()
        .flatMap(path -> body("must be given", path).stream())
        .toList();
  }

  private static Optional<Detail> refused(Set<String> paths, String path, String why) {
    return paths.contains(path) ? body(why, path) : Optional.empty();
  }

  private static Optional<Detail> body(String why, String path) {
    return Optional.of(new Detail(ErrorCode.BAD_REQUEST, path + " " + why + ".", path));
  }

  private static Optional<Detail> method(String message) {
    return Optional.of(new Detail(ErrorCode.METHOD_NOT_ALLOWED, message, null));
  }
}
