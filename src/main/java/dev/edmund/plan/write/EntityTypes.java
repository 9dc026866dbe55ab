package dev.edmund.plan.write;

import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.Members;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** The types that entities of a body say they have, and how links between types are stored. */
final class EntityTypes {
  private final Model model;

  EntityTypes(Model model) {
    this.model = model;
  }

  /** The type that an object names, else the declared one. */
  EntityStorage of(EntityStorage declared, Members members, Violations violations, At at) {
    return members
        .annotation("", Members.TYPE)
        .map(
            given -> {
              String text = given.value().text();
              String name = text.substring(text.lastIndexOf('#') + 1);
              Optional<EntityStorage> found =
                  named(name)
                      .filter(
                          s ->
                              s.name().equals(declared.name())
                                  || declared.derived().contains(s.name()));
              if (found.isEmpty()) {
                violations.add(
                    at.member(given.name(), given.value()),
                    "'" + name + "' is not " + declared.name() + " or derived from it");
              }
              return found.orElse(declared);
            })
        .orElse(declared);
  }

  /**
   * The type that an object has which can be of many; empty, and reported, where it does not tell.
   *
   * @param base of all these types, which may have no storage of its own
   */
  Optional<EntityStorage> any(EdmEntityType base, Members members, Violations violations, At at) {
    Optional<Members.Annotation> given = members.annotation("", Members.TYPE);
    String text = given.map(type -> type.value().text()).orElse("");
    String name =
        given.isPresent()
            ? text.substring(text.lastIndexOf('#') + 1)
            : base.getFullQualifiedName().toString();
    Optional<EntityStorage> found = named(name).filter(type -> type.isOrDerives(base));
    if (found.isEmpty()) {
      violations.add(
          at,
          given.isPresent()
              ? "'" + name + "' is no type of " + base.getFullQualifiedName() + " that is stored"
              : "can be of any type: @odata.type has to name it, or give a reference");
    }
    return found;
  }

  private Optional<EntityStorage> named(String name) {
    int dot = name.lastIndexOf('.');
    EdmEntityType type =
        dot <= 0 || dot == name.length() - 1
            ? null
            : model
                .edm()
                .getEntityType(
                    new FullQualifiedName(name.substring(0, dot), name.substring(dot + 1)));
    return type == null ? Optional.empty() : model.storage().of(type);
  }

  EntityStorage target(Link link) {
    return model.storage().require(link.target());
  }

  /** Whether columns of the source tell the target. */
  boolean isLookup(Link link) {
    return link.bridge() == null
        && (link.constrained() || link.pairs().get(0).target().equals(target(link).rowId()));
  }
}
