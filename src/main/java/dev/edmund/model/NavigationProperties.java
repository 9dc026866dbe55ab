package dev.edmund.model;

import dev.edmund.model.Declarations.Kind;
import dev.edmund.model.Declarations.Member;
import dev.edmund.model.Scope.TypeUse;
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
            .setNullable(element.flag("Nullable", true))
            .setContainsTarget(element.flag("ContainsTarget", false));
    partner(element, use.name()).ifPresent(property::setPartner);
    for (CsdlElement constraint : element.children("ReferentialConstraint")) {
      constraint(element, constraint, use.name())
          .ifPresent(property.getReferentialConstraints()::add);
    }
    element.child("OnDelete").flatMap(this::onDelete).ifPresent(property::setOnDelete);
    return Optional.of(property);
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
