package dev.edmund.model.csdl;

import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlTypeDefinition;

/**
 * The types of namespace Edm that Olingo's Edm does not know (CSDL XML, 4.5 to 4.7), in shapes it
 * can hold: what may be any structure is an open type without properties, what is written as a
 * string is a type definition over Edm.String.
 */
public final class BuiltInTypes {
  static final String UNTYPED = "Edm.Untyped";
  static final String ENTITY = "Edm.EntityType";
  private static final String COMPLEX = "Edm.ComplexType";
  private static final Set<String> STRINGS =
      Set.of(
          "PrimitiveType",
          "AnnotationPath",
          "AnyPropertyPath",
          "ModelElementPath",
          "NavigationPropertyPath",
          "PropertyPath");

  private BuiltInTypes() {}

  static boolean isPrimitive(String fullName) {
    return fullName.startsWith("Edm.")
        && EdmPrimitiveTypeKind.getByName(fullName.substring(4)) != null;
  }

  /** Whether the name is one of the types that this class adds. */
  static boolean isAdded(String fullName) {
    return fullName.equals(UNTYPED)
        || fullName.equals(ENTITY)
        || fullName.equals(COMPLEX)
        || isString(fullName);
  }

  static boolean isEntity(String fullName) {
    return fullName.equals(ENTITY);
  }

  static boolean isComplex(String fullName) {
    return fullName.equals(COMPLEX) || fullName.equals(UNTYPED);
  }

  static boolean isString(String fullName) {
    return fullName.startsWith("Edm.") && STRINGS.contains(fullName.substring(4));
  }

  public static CsdlSchema schema() {
    CsdlSchema schema = new CsdlSchema().setNamespace("Edm");
    schema.getComplexTypes().add(complex("Untyped"));
    schema.getComplexTypes().add(complex("ComplexType"));
    CsdlEntityType entity = new CsdlEntityType().setName("EntityType");
    entity.setAbstract(true).setOpenType(true);
    schema.getEntityTypes().add(entity);
    for (String name : STRINGS) {
      schema
          .getTypeDefinitions()
          .add(new CsdlTypeDefinition().setName(name).setUnderlyingType("Edm.String"));
    }
    return schema;
  }

  private static CsdlComplexType complex(String name) {
    CsdlComplexType type = new CsdlComplexType().setName(name);
    type.setAbstract(true).setOpenType(true);
    return type;
  }
}
