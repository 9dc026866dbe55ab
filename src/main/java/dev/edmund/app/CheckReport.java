package dev.edmund.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.Diagnostic;
import dev.edmund.model.csdl.Diagnostic.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;

/**
 * What there is to say about a model.
 *
 * @param counts how many there are of each kind of thing; only those that there are
 */
record CheckReport(String file, List<Diagnostic> diagnostics, Map<String, Integer> counts) {
  CheckReport {
    diagnostics = List.copyOf(diagnostics);
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  static CheckReport of(CsdlDocument document) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    types(document, counts, "entity types", s -> s.getEntityTypes().size());
    types(document, counts, "complex types", s -> s.getComplexTypes().size());
    types(document, counts, "enumerations", s -> s.getEnumTypes().size());
    types(document, counts, "type definitions", s -> s.getTypeDefinitions().size());
    types(document, counts, "actions", s -> s.getActions().size());
    types(document, counts, "functions", s -> s.getFunctions().size());
    types(document, counts, "terms", s -> s.getTerms().size());
    resources(document, counts, "entity sets", c -> c.getEntitySets().size());
    resources(document, counts, "singletons", c -> c.getSingletons().size());
    resources(
        document,
        counts,
        "imports",
        c -> c.getActionImports().size() + c.getFunctionImports().size());
    return new CheckReport(document.file(), document.diagnostics(), counts);
  }

  private static void types(
      CsdlDocument document,
      Map<String, Integer> counts,
      String what,
      ToIntFunction<CsdlSchema> count) {
    int sum = document.schemas().stream().mapToInt(count).sum();
    if (sum > 0) {
      counts.put(what, sum);
    }
  }

  private static void resources(
      CsdlDocument document,
      Map<String, Integer> counts,
      String what,
      ToIntFunction<CsdlEntityContainer> count) {
    types(
        document,
        counts,
        what,
        schema ->
            schema.getEntityContainer() == null
                ? 0
                : count.applyAsInt(schema.getEntityContainer()));
  }

  /** The same with more to say. */
  CheckReport with(List<Diagnostic> more) {
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    all.addAll(more);
    return new CheckReport(file, all, counts);
  }

  long count(Severity severity) {
    return diagnostics.stream().filter(d -> d.severity() == severity).count();
  }

  boolean hasErrors() {
    return count(Severity.ERROR) > 0;
  }

  /** One line for each diagnostic, what the model has, and a summary. */
  List<String> lines() {
    List<String> lines = diagnostics.stream().map(Diagnostic::text).collect(Collectors.toList());
    if (!counts.isEmpty()) {
      lines.add(
          file
              + ": "
              + counts.entrySet().stream()
                  .map(count -> count.getValue() + " " + count.getKey())
                  .collect(Collectors.joining(", ")));
    }
    lines.add(
        file
            + ": "
            + number(count(Severity.ERROR), "error")
            + ", "
            + number(count(Severity.WARNING), "warning")
            + ", "
            + number(count(Severity.INFO), "note"));
    return lines;
  }

  private static String number(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  /** All of it as one JSON object. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("file", file);
      json.writeNumberField("errors", count(Severity.ERROR));
      json.writeNumberField("warnings", count(Severity.WARNING));
      json.writeObjectFieldStart("counts");
      for (Map.Entry<String, Integer> count : counts.entrySet()) {
        json.writeNumberField(count.getKey(), count.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("diagnostics");
      for (Diagnostic diagnostic : diagnostics) {
        write(diagnostic, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Diagnostic diagnostic, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("severity", diagnostic.severity().text());
    json.writeStringField("code", diagnostic.code());
    json.writeNumberField("line", diagnostic.line());
    json.writeNumberField("column", diagnostic.column());
    json.writeStringField("file", diagnostic.file());
    json.writeStringField("element", diagnostic.element());
    json.writeStringField("message", diagnostic.message());
    json.writeEndObject();
  }
}
