package dev.edmund.model;

import dev.edmund.model.Declarations.Declared;
import java.util.Optional;

/**
 * What an element of one document can refer to.
 *
 * @param namespace of the schema being read
 */
record Scope(String namespace, Names names, Declarations declarations, Findings findings) {

  /** The kinds of type that matter for where a type may be used. */
  enum Kind {
    PRIMITIVE,
    ENUM,
    DEFINITION,
    COMPLEX,
    ENTITY,
    UNKNOWN
  }

  /** A reference to a type, by its full name. */
  record TypeUse(String name, boolean collection, Kind kind) {}

  String fullName(String name) {
    return namespace + "." + name;
  }

  /**
   * What a type attribute refers to. A name without namespace is sought in Edm and in the schema
   * itself, because generators leave it out.
   *
   * @param at the element whose type it is, for the diagnostic
   */
  TypeUse use(CsdlElement at, String written) {
    String type = names.type(written);
    boolean collection = Names.isCollection(type);
    String item = Names.item(type);
    if (item.indexOf('.') < 0) {
      String guess = BuiltInTypes.isPrimitive("Edm." + item) ? "Edm." + item : fullName(item);
      if (kind(guess) != Kind.UNKNOWN) {
        findings.warning(
            "unqualifiedType",
            at,
            "the type " + item + " has no namespace; it is read as " + guess);
        item = guess;
      }
    }
    return new TypeUse(item, collection, kind(item));
  }

  Kind kind(String fullName) {
    if (BuiltInTypes.isPrimitive(fullName)) {
      return Kind.PRIMITIVE;
    }
    if (BuiltInTypes.isAdded(fullName)) {
      return BuiltInTypes.isEntity(fullName)
          ? Kind.ENTITY
          : BuiltInTypes.isComplex(fullName) ? Kind.COMPLEX : Kind.DEFINITION;
    }
    Optional<Declared> declared = declarations.type(fullName);
    if (declared.isEmpty()) {
      return Kind.UNKNOWN;
    }
    return switch (declared.get().element().name()) {
      case "EntityType" -> Kind.ENTITY;
      case "ComplexType" -> Kind.COMPLEX;
      case "EnumType" -> Kind.ENUM;
      default -> Kind.DEFINITION;
    };
  }
}
