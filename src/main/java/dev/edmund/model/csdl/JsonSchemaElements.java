package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Json.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the schemas of a CSDL JSON document (CSDL JSON, 5 to 13). */
final class JsonSchemaElements {
  private static final Set<String> KINDS =
      Set.of("ComplexType", "EntityContainer", "EntityType", "EnumType", "Term", "TypeDefinition");

  private final JsonExpressions expressions;
  private final Findings findings;

  JsonSchemaElements(JsonExpressions expressions, Findings findings) {
    this.expressions = expressions;
    this.findings = findings;
  }

  CsdlElement schema(String namespace, Json object) {
    ElementDraft schema =
        new ElementDraft("Schema", object).set("Namespace", namespace).copy("Alias");
    object.members().forEach((name, value) -> child(schema, name, value));
    object
        .members("$Annotations")
        .forEach((target, value) -> schema.add(annotations(target, value)));
    return schema.addAll(annotated(object).own()).done();
  }

  private JsonAnnotated annotated(Json object) {
    return new JsonAnnotated(object, expressions);
  }

  private CsdlElement annotations(String target, Json value) {
    return new ElementDraft("Annotations", value)
        .set("Target", target)
        .addAll(annotated(value).own())
        .done();
  }

  private void child(ElementDraft schema, String name, Json value) {
    if (name.indexOf('@') >= 0 || Set.of("$Alias", "$Annotations").contains(name)) {
      return;
    }
    String kind = value.text("$Kind", "");
    if (value.is(Kind.ARRAY)) {
      value.items().forEach(overload -> schema.add(operation(name, overload)));
    } else if (value.is(Kind.OBJECT) && KINDS.contains(kind)) {
      ElementDraft element = new ElementDraft(kind, value).set("Name", name);
      schema.add(
          switch (kind) {
            case "EntityContainer" -> container(element, value);
            case "EnumType" -> enumType(element, value);
            case "Term" -> term(element, value);
            case "TypeDefinition" -> typeDefinition(element, value);
            default -> structured(element, value);
          });
    } else {
      unknown(name, value, "a Schema");
    }
  }

  /** Reports a member that means nothing where it stands. */
  private void unknown(String name, Json at, String where) {
    findings.warning(
        "unknownMember",
        new ElementDraft(name, at).done(),
        where + " has no such member; it is left out");
  }

  private CsdlElement structured(ElementDraft type, Json object) {
    type.copy("BaseType", "Abstract", "OpenType", "HasStream");
    JsonAnnotated annotated = annotated(object);
    Json key = object.member("$Key");
    if (key != null) {
      type.add(key(key));
    }
    object
        .members()
        .forEach(
            (name, value) -> {
              if (value.is(Kind.OBJECT) && isName(name)) {
                type.add(property(name, value).addAll(annotated.of(name)).done());
              } else if (isName(name)) {
                unknown(name, value, "a type");
              }
            });
    return type.addAll(annotated.own()).done();
  }

  private static boolean isName(String member) {
    return !member.startsWith("$") && member.indexOf('@') < 0;
  }

  private static CsdlElement key(Json array) {
    ElementDraft key = new ElementDraft("Key", array);
    for (Json item : array.items()) {
      if (item.is(Kind.OBJECT)) {
        item.members()
            .forEach(
                (alias, path) ->
                    key.add(
                        new ElementDraft("PropertyRef", item)
                            .set("Name", path.text())
                            .set("Alias", alias)
                            .done()));
      } else {
        key.add(new ElementDraft("PropertyRef", item).set("Name", item.text()).done());
      }
    }
    return key.done();
  }

  private ElementDraft property(String name, Json object) {
    if (object.text("$Kind", "Property").equals("NavigationProperty")) {
      return navigation(name, object);
    }
    ElementDraft property = new ElementDraft("Property", object).set("Name", name);
    JsonFacets.all(object, property);
    return property.addAll(annotated(object).own());
  }

  private ElementDraft navigation(String name, Json object) {
    ElementDraft property = new ElementDraft("NavigationProperty", object).set("Name", name);
    JsonFacets.type(object, property);
    if (!object.flag("$Nullable") && !object.flag("$Collection")) {
      property.set("Nullable", "false");
    }
    property.copy("Partner", "ContainsTarget");
    Json constraints = object.member("$ReferentialConstraint");
    if (constraints != null) {
      JsonAnnotated annotated = annotated(constraints);
      constraints
          .members()
          .forEach(
              (dependent, principal) -> {
                if (isName(dependent)) {
                  property.add(
                      new ElementDraft("ReferentialConstraint", principal)
                          .set("Property", dependent)
                          .set("ReferencedProperty", principal.text())
                          .addAll(annotated.of(dependent))
                          .done());
                }
              });
    }
    JsonAnnotated annotated = annotated(object);
    Json onDelete = object.member("$OnDelete");
    if (onDelete != null) {
      property.add(
          new ElementDraft("OnDelete", onDelete)
              .set("Action", onDelete.text())
              .addAll(annotated.of("$OnDelete"))
              .done());
    }
    return property.addAll(annotated.own());
  }

  private CsdlElement enumType(ElementDraft type, Json object) {
    type.copy("UnderlyingType", "IsFlags");
    JsonAnnotated annotated = annotated(object);
    object
        .members()
        .forEach(
            (name, value) -> {
              if (isName(name)) {
                type.add(
                    new ElementDraft("Member", value)
                        .set("Name", name)
                        .set("Value", value.text())
                        .addAll(annotated.of(name))
                        .done());
              }
            });
    return type.addAll(annotated.own()).done();
  }

  private CsdlElement typeDefinition(ElementDraft type, Json object) {
    type.copy("UnderlyingType");
    JsonFacets.defaults(object.text("$UnderlyingType", ""), object, type);
    return type.addAll(annotated(object).own()).done();
  }

  private CsdlElement term(ElementDraft term, Json object) {
    JsonFacets.all(object, term);
    term.copy("BaseTerm");
    List<String> targets = object.items("$AppliesTo").stream().map(Json::text).toList();
    if (!targets.isEmpty()) {
      term.set("AppliesTo", String.join(" ", targets));
    }
    return term.addAll(annotated(object).own()).done();
  }

  private CsdlElement operation(String name, Json object) {
    String kind = object.text("$Kind", "").equals("Function") ? "Function" : "Action";
    ElementDraft operation = new ElementDraft(kind, object).set("Name", name);
    operation.copy("IsBound", "IsComposable", "EntitySetPath");
    for (Json value : object.items("$Parameter")) {
      ElementDraft parameter = new ElementDraft("Parameter", value).copy("Name");
      JsonFacets.all(value, parameter);
      operation.add(parameter.addAll(annotated(value).own()).done());
    }
    Json value = object.member("$ReturnType");
    if (value != null) {
      ElementDraft returnType = new ElementDraft("ReturnType", value);
      JsonFacets.all(value, returnType);
      operation.add(returnType.addAll(annotated(value).own()).done());
    }
    return operation.addAll(annotated(object).own()).done();
  }

  private CsdlElement container(ElementDraft container, Json object) {
    container.copy("Extends");
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      if (isName(member.getKey()) && member.getValue().is(Kind.OBJECT)) {
        container.add(resource(member.getKey(), member.getValue()));
      } else if (isName(member.getKey())) {
        unknown(member.getKey(), member.getValue(), "an entity container");
      }
    }
    return container.addAll(annotated(object).own()).done();
  }

  private CsdlElement resource(String name, Json object) {
    boolean isSet = object.flag("$Collection");
    String kind =
        object.has("$Action")
            ? "ActionImport"
            : object.has("$Function") ? "FunctionImport" : isSet ? "EntitySet" : "Singleton";
    ElementDraft resource = new ElementDraft(kind, object).set("Name", name);
    resource.set(isSet ? "EntityType" : "Type", object.text("$Type"));
    resource.copy("Action", "Function", "EntitySet", "IncludeInServiceDocument", "Nullable");
    List<CsdlElement> bindings = new ArrayList<>();
    object
        .members("$NavigationPropertyBinding")
        .forEach(
            (path, target) ->
                bindings.add(
                    new ElementDraft("NavigationPropertyBinding", target)
                        .set("Path", path)
                        .set("Target", target.text())
                        .done()));
    return resource.addAll(bindings).addAll(annotated(object).own()).done();
  }
}
