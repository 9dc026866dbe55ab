package dev.edmund.model.csdl;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one file into the elements of a CSDL document, whichever format it is in. */
final class CsdlFile {
  private CsdlFile() {}

  /**
   * The {@code Edmx} element of a file.
   *
   * @throws UnreadableModelException when it holds no CSDL document of OData 4
   */
  static CsdlElement read(Path file, Findings findings) {
    return TextFile.read(
        file,
        (text, first) -> {
          if (first == 0) {
            throw new UnreadableModelException(
                findings.file(), 1, 1, "the document is empty", "write a model into it");
          }
          return first == '{'
              ? JsonDocument.read(findings, text)
              : edmx(XmlTree.read(findings, text), findings);
        });
  }

  private static CsdlElement edmx(CsdlElement root, Findings findings) {
    CsdlElement edmx = root;
    if (root.name().equals("Schema")) {
      findings.warning(
          "bareSchema", root, "a document starts with edmx:Edmx; the schema is read alone");
      CsdlElement services =
          new CsdlElement("DataServices", Map.of(), List.of(root), "", root.line(), root.column());
      edmx =
          new CsdlElement(
              "Edmx", Map.of("Version", "4.0"), List.of(services), "", root.line(), root.column());
    } else if (!root.name().equals("Edmx")) {
      throw new UnreadableModelException(
          findings.file(),
          root.line(),
          root.column(),
          "this is no CSDL document: it starts with <" + root.name() + ">",
          "give a document that starts with <edmx:Edmx xmlns:edmx=\"" + XmlTree.EDMX + "\">");
    }
    check(edmx, findings);
    return edmx;
  }

  private static void check(CsdlElement edmx, Findings findings) {
    List<CsdlElement> schemas =
        edmx.children("DataServices").stream().flatMap(s -> s.children("Schema").stream()).toList();
    Optional<CsdlElement> unnamed =
        schemas.stream().filter(s -> s.attribute("Namespace", "").isBlank()).findFirst();
    if (schemas.isEmpty() || unnamed.isPresent()) {
      CsdlElement at = unnamed.orElse(edmx);
      throw new UnreadableModelException(
          findings.file(),
          at.line(),
          at.column(),
          schemas.isEmpty() ? "the document has no Schema" : "this Schema has no Namespace",
          "put the types of the model into <Schema Namespace=\"…\" xmlns=\"" + XmlTree.EDM + "\">");
    }
  }
}
