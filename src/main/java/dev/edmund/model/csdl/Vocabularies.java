package dev.edmund.model.csdl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The vocabularies that Edmund knows without their documents: those of OASIS, and its own.
 *
 * @param types the terms and the types of their values
 * @param namespaces that are known completely
 */
record Vocabularies(TypeTable types, Set<String> namespaces) {
  private static final String EDMUND = "Edmund.V1";

  Vocabularies {
    namespaces = Set.copyOf(namespaces);
  }

  private static final class Holder {
    static final Vocabularies KNOWN = new Parser().read();
  }

  static Vocabularies known() {
    return Holder.KNOWN;
  }

  /** Reads the resources of Edmund. */
  private static final class Parser {
    private final TypeTable.Draft draft = new TypeTable.Draft();
    private final Set<String> namespaces = new HashSet<>();
    private final Map<String, String> aliases = new HashMap<>();
    private String namespace = "";
    private Map<String, String> properties = Map.of();

    Vocabularies read() {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(open("vocabularies.txt"), StandardCharsets.UTF_8))) {
        List<String> all = lines.lines().filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
        // A vocabulary may use the types of one that comes after it.
        all.stream().filter(line -> line.startsWith("namespace ")).forEach(this::alias);
        all.forEach(this::line);
        edmund();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Vocabularies(draft.done(), namespaces);
    }

    private static InputStream open(String resource) {
      return Objects.requireNonNull(
          Vocabularies.class.getResourceAsStream("/dev/edmund/" + resource), resource);
    }

    private void alias(String line) {
      String[] words = line.split(" ", -1);
      aliases.put(words[2], words[1]);
      namespaces.add(words[1]);
    }

    private void line(String line) {
      String[] words = line.split(" ", -1);
      String name = namespace + "." + words[1];
      switch (words[0]) {
        case "namespace" -> namespace = words[1];
        case "term" ->
            draft.terms.put(
                name, new TypeTable.Term(type(words[2]), List.of(words).subList(3, words.length)));
        case "definition" -> draft.definitions.put(name, type(words[2]));
        case "enum" -> draft.enums.add(name);
        case "type" -> {
          properties = new HashMap<>();
          draft.structures.put(name, properties);
          if (words.length > 2) {
            draft.bases.put(name, type(words[2]));
          }
        }
        default -> properties.put(words[2], type(words[3]));
      }
    }

    private String type(String written) {
      return new Names(aliases).type(written);
    }

    /** Edmund's own vocabulary is a document, so that it can be shown to clients. */
    private void edmund() throws IOException {
      Findings findings = Findings.about(EDMUND + ".xml");
      try (InputStreamReader text =
          new InputStreamReader(open(EDMUND + ".xml"), StandardCharsets.UTF_8)) {
        Source source = Source.of(XmlTree.read(findings, text), findings);
        XmlTypes.add(source, draft);
        namespaces.add(EDMUND);
      }
    }
  }
}
