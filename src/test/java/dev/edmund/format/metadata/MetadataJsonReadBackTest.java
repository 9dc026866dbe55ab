package dev.edmund.format.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.model.csdl.CanonicalTree;
import dev.edmund.model.csdl.Corpus;
import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.CsdlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlStructuralType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written as CSDL JSON and read again is the same model. */
class MetadataJsonReadBackTest {
  @TempDir Path folder = Path.of("");

  static List<Path> documents() {
    return Corpus.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void readsBackWhatItWrites(Path file) throws IOException {
    CsdlDocument xml = CsdlReader.read(file);
    Path written =
        Files.write(folder.resolve("model.json"), MetadataJson.write(xml, xml.version()));
    CsdlDocument json = CsdlReader.read(written);
    // One member of a JSON object cannot be both a type and the overloads of an operation.
    Optional<String> shared =
        xml.diagnostics().stream()
            .filter(d -> d.code().equals("sharedName"))
            .map(d -> d.element().replaceFirst(" (.*)", "{Name=$1}"))
            .findFirst();
    List<String> expected =
        CanonicalTree.of(AliasedTree.of(xml, xml.version())).stream()
            .filter(line -> shared.isEmpty() || !line.contains(shared.get()))
            .toList();
    assertSame(expected, CanonicalTree.of(AliasedTree.of(json, xml.version())));
    if (shared.isEmpty()) {
      assertSame(edm(xml), edm(json));
    }
    assertEquals(List.of(), json.errors());
  }

  /** Lists of many thousand lines are not for people to read, so only the difference is shown. */
  private static void assertSame(List<String> expected, List<String> actual) {
    Set<String> lost = new TreeSet<>(expected);
    actual.forEach(lost::remove);
    Set<String> made = new TreeSet<>(actual);
    expected.forEach(made::remove);
    assertEquals(lost.toString(), made.toString());
    assertEquals(Set.copyOf(expected).size(), Set.copyOf(actual).size());
  }

  /** The types and resources of a model, with what their names do not say. */
  private static List<String> edm(CsdlDocument document) {
    List<String> lines = new ArrayList<>();
    for (CsdlSchema schema : document.schemas()) {
      Stream.concat(schema.getEntityTypes().stream(), schema.getComplexTypes().stream())
          .forEach(type -> type(schema.getNamespace(), type, lines));
      schema
          .getEnumTypes()
          .forEach(e -> e.getMembers().forEach(m -> lines.add(e.getName() + m.getValue())));
      schema.getActions().forEach(a -> lines.add(a.getName() + a.getParameters().size()));
      schema.getFunctions().forEach(f -> lines.add(f.getName() + f.getParameters().size()));
      CsdlEntityContainer container = schema.getEntityContainer();
      if (container != null) {
        container
            .getEntitySets()
            .forEach(
                s ->
                    s.getNavigationPropertyBindings()
                        .forEach(b -> lines.add(s.getName() + " " + b.getPath() + b.getTarget())));
        container.getSingletons().forEach(s -> lines.add(s.getName() + s.getTypeFQN()));
        container.getActionImports().forEach(i -> lines.add(i.getName() + i.getActionFQN()));
        container.getFunctionImports().forEach(i -> lines.add(i.getName() + i.getFunctionFQN()));
      }
    }
    return lines.stream().sorted().toList();
  }

  private static void type(String namespace, CsdlStructuralType type, List<String> lines) {
    String name = namespace + "." + type.getName();
    lines.add(name + type.isAbstract() + type.isOpenType() + type.getBaseType());
    for (CsdlProperty p : type.getProperties()) {
      lines.add(
          String.join(
              " ",
              name + "/" + p.getName(),
              p.getType() + p.isCollection() + p.isUnicode(),
              String.valueOf(p.getMaxLength()),
              String.valueOf(p.getDefaultValue())));
    }
    type.getNavigationProperties()
        .forEach(
            n ->
                lines.add(
                    name
                        + "/"
                        + n.getName()
                        + n.getType()
                        + n.isCollection()
                        + n.isContainsTarget()
                        + n.getPartner()
                        + n.getReferentialConstraints().size()
                        + (n.getOnDelete() == null ? "" : n.getOnDelete().getAction())));
  }
}
