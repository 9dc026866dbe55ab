package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Declarations.Declared;
import dev.edmund.model.csdl.Declarations.Kind;

/**
 * What an element of one document can refer to.
 *
 * @param namespace of the schema being read
 * @param strictFacets whether absent facets mean what the specification says
 */
record Scope(
    String namespace,
    Names names,
    Declarations declarations,
    Findings findings,
    boolean strictFacets) {

  /** A reference to a type, by its full name. */
  record TypeUse(String name, boolean collection, Kind kind) {}

  /** What another declaration of the model can refer to. */
  Scope of(Declared declared) {
    String fullName = declared.fullName();
    String other = fullName.substring(0, fullName.lastIndexOf('.'));
    return new Scope(other, declared.names(), declarations, declared.findings(), strictFacets);
  }

  String fullName(String name) {
    return namespace + "." + name;
  }

  /**
   * What a type attribute refers to.
   *
   * @param at the element whose type it is, for the diagnostic
   */
  TypeUse use(CsdlElement at, String written) {
    String type = names.type(written);
    String item = Names.item(type);
    String qualified = declarations.qualify(item, namespace);
    if (!qualified.equals(item)) {
      findings.warning(
          "unqualifiedType",
          at,
          "the type " + item + " has no namespace; it is read as " + qualified);
    }
    return new TypeUse(qualified, Names.isCollection(type), declarations.kind(qualified));
  }
}
