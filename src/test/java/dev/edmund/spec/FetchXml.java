package dev.edmund.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests with FetchXML to the shipped service, and the rows that answers are told by. */
final class FetchXml {
  private static final String ROOT = "/api/data/v9.2/";

  private FetchXml() {}

  static String target(String set, String xml) {
    return ROOT + set + "?fetchXml=" + URLEncoder.encode(xml, StandardCharsets.UTF_8);
  }

  static String fetch(String attributes, String entity, String inside) {
    return "<fetch "
        + attributes
        + "><entity name='"
        + entity
        + "'>"
        + inside
        + "</entity></fetch>";
  }

  static List<JsonNode> accounts(String attributes, String inside) {
    return EdmundUnderTest.values(target("accounts", fetch(attributes, "account", inside)));
  }

  static List<JsonNode> contacts(String inside) {
    return EdmundUnderTest.values(target("contacts", fetch("", "contact", inside)));
  }

  static List<String> texts(List<JsonNode> rows, String... columns) {
    return rows.stream()
        .map(
            row ->
                Stream.of(columns)
                    .map(column -> row.path(column).asText(""))
                    .collect(Collectors.joining("|")))
        .sorted()
        .toList();
  }

  static Stream<Map<String, String>> rows(String set) {
    return ShippedData.rows(set).stream();
  }

  static String value(Map<String, String> row, String column) {
    return ShippedData.field(row, column);
  }

  /** The rows of contacts that belong to an account. */
  static List<Map<String, String>> contactsOf(Map<String, String> account) {
    return rows("contacts")
        .filter(c -> value(c, "_parentcustomerid_value").equals(value(account, "accountid")))
        .toList();
  }

  static final Predicate<Map<String, String>> ACTIVE = row -> value(row, "statecode").equals("0");

  static List<String> sorted(Stream<String> texts) {
    return texts.sorted().toList();
  }
}
