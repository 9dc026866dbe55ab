package dev.edmund.model.csdl;

import static dev.edmund.model.csdl.Documents.shop;
import static dev.edmund.model.csdl.Documents.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Edmund knows the vocabularies without their documents. */
class VocabulariesTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Aggregation",
        "Authorization",
        "Capabilities",
        "Core",
        "JSON",
        "Measures",
        "Repeatability",
        "Temporal",
        "Validation"
      })
  void knowsWhatTheDocumentSays(String vocabulary) {
    Path file = Corpus.shared("vocabularies/Org.OData." + vocabulary + ".V1.xml");
    Findings findings = Findings.about("x");
    TypeTable.Draft draft = new TypeTable.Draft();
    Source source = Source.of(CsdlFile.read(file, findings), findings);
    XmlTypes.add(source, draft);
    TypeTable document = draft.done();
    String namespace = "Org.OData." + vocabulary + ".V1.";
    TypeTable known = Vocabularies.known().types();
    assertEquals(document.terms(), only(known.terms(), namespace));
    assertEquals(document.structures(), only(known.structures(), namespace));
    assertEquals(document.bases(), only(known.bases(), namespace));
    assertEquals(document.definitions(), only(known.definitions(), namespace));
    document.enums().forEach(name -> assertTrue(known.isEnum(name), name));
  }

  private static <T> Map<String, T> only(Map<String, T> all, String namespace) {
    return all.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(namespace))
        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void knowsEveryTermThatEdmundActsOn() throws IllegalAccessException {
    for (Field term : Terms.class.getFields()) {
      String name = String.valueOf(term.get(null));
      // A community's vocabulary has no list of terms to compare with.
      if (!name.startsWith("OData.Community.")) {
        assertNotNull(Vocabularies.known().types().term(name), name);
      }
    }
  }

  private List<String> findings(String schema) {
    return CsdlReader.read(write(folder, "shop.xml", shop(schema))).diagnostics().stream()
        .filter(d -> d.severity() == Diagnostic.Severity.WARNING)
        .map(d -> d.code() + " " + d.message())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ComplexType Name='T'><Property Name='p' Type='Edm.Int32'><Annotation"
            + " Term='Core.Computed'/></Property></ComplexType>",
        "<ComplexType Name='T'><Annotation Term='Core.Description' String='x'/></ComplexType>",
        "<EntityType Name='T'><Annotation Term='Edmund.TypeCode' Int='1'/></EntityType>",
        "<Term Name='own' Type='Edm.String'/><EntityType Name='T'><Annotation Term='self.own'"
            + " Int='1'/></EntityType>",
        "<EntityType Name='T'><Annotation Term='Edmund.TypeCode' Path='x'/></EntityType>",
        "<ComplexType Name='T'><Property Name='p' Type='Collection(Edm.Int32)'><Annotation"
            + " Term='Validation.MaxItems' Int='3'/></Property></ComplexType>",
        "<ComplexType Name='T'><Property Name='p' Type='Edm.Int32'/></ComplexType><Annotations"
            + " Target='self.T/p'><Annotation Term='Validation.Minimum'"
            + " Decimal='1.5'/></Annotations>"
      })
  void saysNothingOfWhatIsRight(String schema) {
    assertEquals(List.of(), findings(schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<EntityType Name='T'><Annotation Term='Core.Computed'/></EntityType>|misplacedTerm"
            + " Org.OData.Core.V1.Computed does not apply to EntityType, only to Property",
        "<EntityType Name='T'><Annotation Term='Core.Immutible'/></EntityType>"
            + "|unknownTerm the vocabulary has no term Org.OData.Core.V1.Immutible",
        "<EntityType Name='T'><Annotation Term='Org.OData.Capabilities.V1.Nope'/></EntityType>"
            + "|unknownTerm the vocabulary has no term Org.OData.Capabilities.V1.Nope",
        "<EntityType Name='T'><Annotation Term='Edmund.TypeCode' String='1'/></EntityType>"
            + "|wrongTermValue Edmund.V1.TypeCode must be a Int, but is a String",
        "<EntityType Name='T'><Annotation Term='Edmund.TypeCode' Int='one'/></EntityType>"
            + "|wrongTermValue Edmund.V1.TypeCode is \"one\", which is no Int",
        "<EntityType Name='T'><Annotation Term='Core.AdditionalProperties'"
            + " String='true'/></EntityType>|wrongTermValue Org.OData.Core.V1.AdditionalProperties"
            + " must be a Bool, but is a String",
        "<EntityType Name='T'><Annotation Term='Edmund.Indexes'><Collection><Record><PropertyValue"
            + " Property='Properties'><Collection><String>a</String></Collection></PropertyValue>"
            + "</Record></Collection></Annotation></EntityType>|wrongTermValue"
            + " Edmund.V1.Indexes/Properties must be a PropertyPath, but is a String",
        "<EntityType Name='T'><Annotation Term='Core.Permissions' Int='1'/></EntityType>"
            + "|wrongTermValue Org.OData.Core.V1.Permissions must be an EnumMember, but is a Int",
        "<EntityType Name='T'/><Annotations Target='Shop.T'><Annotation"
            + " Term='Core.Immutable'/></Annotations>|misplacedTerm Org.OData.Core.V1.Immutable"
            + " does not apply to EntityType",
        "<EntityType Name='T'><Annotation Term='nobody.Knows'/></EntityType>"
            + "|undeclaredAlias nothing declares the alias nobody of its term nobody.Knows"
      })
  void namesWhatIsWrong(String schema, String expected) {
    List<String> found = findings(schema);
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.get(0).startsWith(expected.strip()), found.get(0));
  }
}
