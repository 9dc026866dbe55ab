package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Declarations.Declared;
import dev.edmund.model.csdl.Declarations.Kind;
import dev.edmund.model.csdl.Scope.TypeUse;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.TargetType;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumMember;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumType;
import org.apache.olingo.commons.api.edm.provider.CsdlTerm;
import org.apache.olingo.commons.api.edm.provider.CsdlTypeDefinition;

/** Reads enumeration types, type definitions and terms (CSDL XML, 10, 11 and 14.1). */
final class SimpleTypes {
  private static final Set<String> INTEGERS =
      Set.of("Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64");

  private final Scope scope;
  private final Findings findings;

  SimpleTypes(Scope scope) {
    this.scope = scope;
    this.findings = scope.findings();
  }

  CsdlEnumType enumType(CsdlElement element) {
    String underlying = element.attribute("UnderlyingType", "Edm.Int32");
    if (!INTEGERS.contains(underlying)) {
      findings.warning(
          "invalidUnderlyingType",
          element,
          underlying + " is no integer type for an enumeration; it is read as Edm.Int64");
      underlying = "Edm.Int64";
    }
    return new CsdlEnumType()
        .setName(element.attribute("Name"))
        .setFlags(element.flag("IsFlags", false))
        .setUnderlyingType(underlying)
        .setMembers(members(element));
  }

  private List<CsdlEnumMember> members(CsdlElement element) {
    List<CsdlEnumMember> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    BigInteger next = BigInteger.ZERO;
    for (CsdlElement member : element.children("Member")) {
      String name = member.attribute("Name", "");
      String written = member.attribute("Value");
      BigInteger value = next;
      if (written != null) {
        try {
          value = new BigInteger(written.strip());
        } catch (NumberFormatException e) {
          findings.warning(
              "invalidMemberValue", member, "\"" + written + "\" is no integer; it is left out");
          continue;
        }
      }
      if (name.isEmpty() || !names.add(name)) {
        findings.warning("duplicateName", member, "the name is missing or taken; it is left out");
      } else if (value.bitLength() > 63) {
        findings.warning("invalidMemberValue", member, value + " is too large; it is left out");
      } else {
        members.add(new CsdlEnumMember().setName(name).setValue(value.toString()));
      }
      // Without a value a member is one more than the member before it (CSDL XML, 10.3).
      next = value.add(BigInteger.ONE);
    }
    return members;
  }

  CsdlTypeDefinition typeDefinition(CsdlElement element) {
    String underlying = underlying(element);
    Facets facets = Facets.of(element, underlying, scope);
    return new CsdlTypeDefinition()
        .setName(element.attribute("Name"))
        .setUnderlyingType(underlying)
        .setMaxLength(facets.maxLength())
        .setPrecision(facets.precision())
        .setScale(facets.scale())
        .setUnicode(facets.unicode())
        .setSrid(facets.srid());
  }

  private String underlying(CsdlElement element) {
    Set<String> passed = new HashSet<>(Set.of(scope.fullName(element.attribute("Name", ""))));
    Scope at = scope;
    CsdlElement definition = element;
    while (true) {
      TypeUse use = at.use(definition, definition.attribute("UnderlyingType", "Edm.String"));
      if (BuiltInTypes.isPrimitive(use.name())) {
        return use.name();
      }
      Optional<Declared> next =
          scope.declarations().type(use.name()).filter(d -> d.is("TypeDefinition"));
      if (next.isEmpty()) {
        if (!BuiltInTypes.isString(use.name())) {
          findings.warning(
              "invalidUnderlyingType",
              element,
              use.name() + " is no primitive type; it is read as Edm.String");
        }
        return "Edm.String";
      }
      if (!passed.add(use.name())) {
        findings.error(
            "underlyingTypeCycle",
            element,
            "the type is defined by itself through " + use.name() + "; end the circle");
        return "Edm.String";
      }
      findings.warning(
          "invalidUnderlyingType",
          element,
          use.name() + " is a type definition itself; its underlying type is used");
      definition = next.get().element();
      at = scope.of(next.get());
    }
  }

  CsdlTerm term(CsdlElement element) {
    TypeUse use = scope.use(element, element.attribute("Type", "Edm.String"));
    // A vocabulary that is referenced is not read, so its types are not known here.
    String type = use.kind() == Kind.UNKNOWN ? BuiltInTypes.UNTYPED : use.name();
    Facets facets = Facets.of(element, type, scope);
    CsdlTerm term =
        new CsdlTerm()
            .setName(element.attribute("Name"))
            .setType(use.collection() ? "Collection(" + type + ")" : type)
            .setNullable(facets.nullable())
            .setMaxLength(facets.maxLength())
            .setPrecision(facets.precision())
            .setScale(facets.scale())
            .setSrid(facets.srid())
            .setDefaultValue(facets.defaultValue())
            .setAppliesTo(appliesTo(element.attribute("AppliesTo", "")));
    String base = element.attribute("BaseTerm");
    return base == null ? term : term.setBaseTerm(scope.names().qualified(base));
  }

  /** The kinds of target that Olingo knows; the list may grow (CSDL XML, 14.1.2). */
  private static List<String> appliesTo(String written) {
    List<String> known = new ArrayList<>();
    for (TargetType target : TargetType.values()) {
      if (List.of(written.split("\\s+")).contains(target.name())) {
        known.add(target.name());
      }
    }
    return known;
  }
}
