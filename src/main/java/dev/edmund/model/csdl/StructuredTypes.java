package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Declarations.Kind;
import dev.edmund.model.csdl.Declarations.Member;
import dev.edmund.model.csdl.Scope.TypeUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlStructuralType;

/** Reads entity types and complex types (CSDL XML, 6 to 9). */
final class StructuredTypes {
  private final Scope scope;
  private final Findings findings;

  StructuredTypes(Scope scope) {
    this.scope = scope;
    this.findings = scope.findings();
  }

  CsdlEntityType entityType(CsdlElement element) {
    CsdlEntityType type = new CsdlEntityType();
    String fullName = scope.fullName(element.attribute("Name", ""));
    type.setHasStream(element.flag("HasStream", false));
    Set<String> key = key(element, fullName, type);
    fill(element, fullName, type, key);
    return type;
  }

  CsdlComplexType complexType(CsdlElement element) {
    CsdlComplexType type = new CsdlComplexType();
    fill(element, scope.fullName(element.attribute("Name", "")), type, Set.of());
    return type;
  }

  private void fill(
      CsdlElement element, String fullName, CsdlStructuralType type, Set<String> key) {
    Optional<String> base = scope.declarations().base(fullName);
    type.setName(element.attribute("Name", ""));
    type.setAbstract(element.flag("Abstract", false));
    // Types derived from an open type are open (CSDL XML, 6.3).
    type.setOpenType(isOpen(element, fullName));
    base.ifPresent(type::setBaseType);
    Set<String> taken = new HashSet<>();
    NavigationProperties navigation = new NavigationProperties(scope, fullName);
    for (CsdlElement child : element.children()) {
      boolean structural = child.name().equals("Property");
      if ((structural || child.name().equals("NavigationProperty")) && isNew(child, base, taken)) {
        if (structural) {
          property(child, key).ifPresent(type.getProperties()::add);
        } else {
          navigation.read(child).ifPresent(type.getNavigationProperties()::add);
        }
      }
    }
  }

  private boolean isOpen(CsdlElement element, String fullName) {
    boolean open = element.flag("OpenType", false);
    Optional<String> up = scope.declarations().base(fullName);
    while (!open && up.isPresent()) {
      open =
          scope.declarations().type(up.get()).stream()
              .anyMatch(declared -> declared.element().flag("OpenType", false));
      up = scope.declarations().base(up.get());
    }
    return open;
  }

  private boolean isNew(CsdlElement child, Optional<String> base, Set<String> taken) {
    String name = child.attribute("Name");
    if (name == null || !Names.isPlain(name)) {
      findings.warning("invalidName", child, "it has no Name that can be used; it is left out");
      return false;
    }
    if (!taken.add(name)) {
      findings.warning("duplicateName", child, "the name is taken already in this type; left out");
      return false;
    }
    if (base.isPresent() && scope.declarations().member(base.get(), name).isPresent()) {
      findings.warning(
          "redeclaredProperty",
          child,
          "the base type " + base.get() + " declares it too; that declaration is used");
      return false;
    }
    return true;
  }

  private Optional<CsdlProperty> property(CsdlElement element, Set<String> key) {
    String written = element.attribute("Type");
    if (written == null) {
      findings.warning("missingType", element, "it has no Type; it is read as Edm.String");
    }
    TypeUse use = scope.use(element, written == null ? "Edm.String" : written);
    if (use.kind() == Kind.ENTITY) {
      findings.warning(
          "entityTypedProperty",
          element,
          use.name() + " is an entity type; use a NavigationProperty. It is left out");
      return Optional.empty();
    }
    String type = use.name();
    if (use.kind() == Kind.UNKNOWN) {
      findings.warning(
          "unknownType",
          element,
          "the type " + type + " is not declared; the property is read as Edm.Untyped");
      type = BuiltInTypes.UNTYPED;
    }
    Facets facets = Facets.of(element, type, scope);
    boolean isKey = key.contains(element.attribute("Name", ""));
    if (isKey && facets.nullable()) {
      findings.warning(
          "nullableKey", element, "a key property must be Nullable=\"false\"; it is read so");
    }
    return Optional.of(
        new CsdlProperty()
            .setName(element.attribute("Name"))
            .setType(type)
            .setCollection(use.collection())
            .setNullable(facets.nullable() && !isKey)
            .setMaxLength(facets.maxLength())
            .setPrecision(facets.precision())
            .setScale(facets.scale())
            .setScaleAsString(facets.scaleText())
            .setUnicode(facets.unicode())
            .setSrid(facets.srid())
            .setDefaultValue(facets.defaultValue()));
  }

  /** Sets the key of a type and answers the names of its own properties in it. */
  private Set<String> key(CsdlElement element, String fullName, CsdlEntityType type) {
    Optional<CsdlElement> key = element.child("Key");
    if (key.isEmpty()) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    List<CsdlPropertyRef> refs = new ArrayList<>();
    for (CsdlElement ref : key.get().children("PropertyRef")) {
      String path = scope.names().path(ref.attribute("Name", ""));
      String alias = ref.attribute("Alias");
      if (!isStructural(fullName, path)) {
        boolean leads = scope.declarations().walk(fullName, path).isPresent();
        findings.warning(
            leads ? "navigationKey" : "unknownKeyProperty",
            element,
            "its key names "
                + path
                + (leads
                    ? ", which leads through a navigation property; the key is read without it"
                    : ", which is no property of it"));
      } else if (alias == null && path.indexOf('/') >= 0) {
        findings.warning(
            "keyWithoutAlias", element, "its key names the path " + path + " without an Alias");
      } else {
        names.add(path);
        refs.add(new CsdlPropertyRef().setName(path).setAlias(alias));
      }
    }
    if (!refs.isEmpty()) {
      type.setKey(refs);
    }
    Optional<String> keyed = keyedBase(fullName);
    if (keyed.isPresent()) {
      findings.warning(
          "redeclaredKey",
          element,
          "its base type " + keyed.get() + " has a key; that one is used");
      return Set.of();
    }
    return names;
  }

  /** Whether a path leads to a property through complex properties alone. */
  private boolean isStructural(String type, String path) {
    String current = type;
    for (String segment : path.split("/", -1)) {
      Optional<Member> member = scope.declarations().member(current, segment);
      if (member.isEmpty() || member.get().isNavigation()) {
        return false;
      }
      current = member.get().type();
    }
    return true;
  }

  private Optional<String> keyedBase(String fullName) {
    Optional<String> up = scope.declarations().base(fullName);
    while (up.isPresent()) {
      boolean hasKey =
          scope.declarations().type(up.get()).stream()
              .anyMatch(declared -> declared.element().child("Key").isPresent());
      if (hasKey) {
        return up;
      }
      up = scope.declarations().base(up.get());
    }
    return up;
  }
}
