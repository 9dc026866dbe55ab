package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Declarations.Kind;
import dev.edmund.model.csdl.Declarations.Member;
import dev.edmund.model.csdl.Scope.TypeUse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlOnDelete;
import org.apache.olingo.commons.api.edm.provider.CsdlOnDeleteAction;
import org.apache.olingo.commons.api.edm.provider.CsdlReferentialConstraint;

/** Reads the navigation properties of one structured type (CSDL XML, 8). */
final class NavigationProperties {
  private final Scope scope;
  private final Findings findings;
  private final String owner;

  /**
   * @param owner the full name of the type that declares them
   */
  NavigationProperties(Scope scope, String owner) {
    this.scope = scope;
    this.findings = scope.findings();
    this.owner = owner;
  }

  Optional<CsdlNavigationProperty> read(CsdlElement element) {
    TypeUse use = scope.use(element, element.attribute("Type", ""));
    if (use.kind() != Kind.ENTITY) {
      findings.warning(
          "unknownEntityType",
          element,
          "its type "
              + use.name()
              + " is no entity type of this model; the navigation property is left out");
      return Optional.empty();
    }
    CsdlNavigationProperty property =
        new CsdlNavigationProperty()
            .setName(element.attribute("Name"))
            .setType(use.name())
            .setCollection(use.collection())
            .setNullable(isNullable(element))
            .setContainsTarget(element.flag("ContainsTarget", false));
    partner(element, use.name()).ifPresent(property::setPartner);
    for (CsdlElement constraint : element.children("ReferentialConstraint")) {
      constraint(element, constraint, use.name())
          .ifPresent(property.getReferentialConstraints()::add);
    }
    element.child("OnDelete").flatMap(this::onDelete).ifPresent(property::setOnDelete);
    return Optional.of(property);
  }

  /** Dataverse says of every lookup that it cannot be null, even where the value it shares can. */
  private boolean isNullable(CsdlElement element) {
    boolean nullable = element.flag("Nullable", true);
    List<CsdlElement> constraints = element.children("ReferentialConstraint");
    boolean nullableValue =
        !constraints.isEmpty()
            && constraints.stream()
                .map(c -> scope.names().path(c.attribute("Property", "")))
                .allMatch(path -> scope.declarations().isNullable(owner, path));
    if (!nullable && nullableValue) {
      findings.warnings(
          "nullableLookup",
          "",
          element,
          "it has Nullable=\"false\", but the properties of its ReferentialConstraint can be null;"
              + " it is read as nullable");
    }
    return nullable || nullableValue;
  }

  private Optional<String> partner(CsdlElement element, String type) {
    String written = element.attribute("Partner");
    if (written == null) {
      return Optional.empty();
    }
    String partner = scope.names().path(written);
    boolean found =
        scope.declarations().walk(type, partner).filter(Member::isNavigation).isPresent();
    if (!found) {
      findings.warning(
          "unknownPartner",
          element,
          "its Partner " + partner + " is no navigation property of " + type + "; ignored");
      return Optional.empty();
    }
    if (partner.indexOf('/') >= 0) {
      findings.infos(
          "pathPartner",
          "",
          element,
          "its Partner " + partner + " is a path; it is in the metadata and has no other effect");
    }
    // Olingo's Edm looks partners up by name only and fails on any other segment.
    return Optional.of(partner).filter(path -> path.indexOf('/') < 0);
  }

  private Optional<CsdlReferentialConstraint> constraint(
      CsdlElement navigation, CsdlElement element, String type) {
    String dependent = scope.names().path(element.attribute("Property", ""));
    String principal = scope.names().path(element.attribute("ReferencedProperty", ""));
    if (isMissing(owner, dependent) || isMissing(type, principal)) {
      findings.warning(
          "unknownConstraintProperty",
          navigation,
          "its ReferentialConstraint names "
              + dependent
              + " of "
              + owner
              + " and "
              + principal
              + " of "
              + type
              + ", and not both exist; the constraint is ignored");
      return Optional.empty();
    }
    if (!scope.declarations().keyNames(type).contains(principal)) {
      findings.infos(
          "referencedPropertyNotKey",
          "",
          navigation,
          "its ReferentialConstraint refers to "
              + principal
              + ", which is not the key of "
              + type
              + "; the values are compared all the same");
    }
    return Optional.of(
        new CsdlReferentialConstraint().setProperty(dependent).setReferencedProperty(principal));
  }

  private boolean isMissing(String type, String path) {
    return scope.declarations().walk(type, path).isEmpty();
  }

  private Optional<CsdlOnDelete> onDelete(CsdlElement element) {
    String action = element.attribute("Action", "");
    Optional<CsdlOnDeleteAction> known =
        Stream.of(CsdlOnDeleteAction.values()).filter(a -> a.name().equals(action)).findFirst();
    if (known.isEmpty()) {
      findings.warning(
          "invalidOnDelete",
          element,
          "Action=\"" + action + "\" is not Cascade, None, SetNull or SetDefault; ignored");
    }
    return known.map(a -> new CsdlOnDelete().setAction(a));
  }
}
