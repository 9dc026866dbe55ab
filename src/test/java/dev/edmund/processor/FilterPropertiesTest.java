package dev.edmund.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.edmund.ShippedService;
import dev.edmund.processor.SourceRow.Kind;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.jspecify.annotations.Nullable;

/** Random filters over the shipped data give what an evaluator over the files gives. */
final class FilterPropertiesTest {
  private final ShippedService service = ShippedService.get();

  private EdmEntityType type(String set) {
    return service.model().edm().getEntityContainer().getEntitySet(set).getEntityType();
  }

  private static Function<SourceRow, @Nullable Object> through(
      List<SourceRow> targets, String key, String lookup, String wanted) {
    Map<String, SourceRow> byKey =
        targets.stream()
            .collect(Collectors.toMap(r -> Objects.requireNonNull(r.text(key)), r -> r));
    return row -> {
      String id = row.text(lookup);
      SourceRow target = id == null ? null : byKey.get(id);
      return target == null ? null : target.text(wanted);
    };
  }

  @Provide
  Arbitrary<Formula> accountFilters() {
    List<SourceRow> accounts = SourceRow.read("accounts");
    List<SourceRow> contacts = SourceRow.read("contacts");
    List<SourceRow> connections = SourceRow.read("connections");
    FormulaSource source = new FormulaSource(type("accounts"), accounts);
    source.add(
        new Formula(
            Kind.TEXT,
            "primarycontactid/lastname",
            through(contacts, "contactid", "_primarycontactid_value", "lastname")),
        null);
    source.add(
        new Formula(
            Kind.TEXT,
            "parentaccountid/name",
            through(accounts, "accountid", "_parentaccountid_value", "name")),
        null);
    source.add(
        new Formula(
            Kind.INTEGER,
            "account_connections1/$count",
            row -> BigDecimal.valueOf(of(row, connections).count())),
        null);
    source.add(
        new Formula(
            Kind.BOOLEAN,
            "account_connections1/any(c:c/statecode eq 1)",
            row -> of(row, connections).anyMatch(c -> "1".equals(c.text("statecode")))),
        null);
    source.add(
        new Formula(
            Kind.BOOLEAN,
            "account_connections1/all(c:c/description ne null)",
            row -> of(row, connections).allMatch(c -> c.text("description") != null)),
        null);
    source.add(
        new Formula(
            Kind.BOOLEAN,
            "account_connections1/all(c:contains(c/description,'a'))",
            row ->
                of(row, connections)
                    .allMatch(c -> c.cells().getOrDefault("description", "").contains("a"))),
        null);
    return source.conditions();
  }

  private static java.util.stream.Stream<SourceRow> of(
      SourceRow account, List<SourceRow> connections) {
    String navigation = "_record1id_value@Microsoft.Dynamics.CRM.associatednavigationproperty";
    return connections.stream()
        .filter(c -> Objects.equals(c.text("_record1id_value"), account.text("accountid")))
        .filter(c -> Objects.equals(c.text(navigation), "record1id_account"));
  }

  @Provide
  Arbitrary<Formula> contactFilters() {
    return new FormulaSource(type("contacts"), SourceRow.read("contacts")).conditions();
  }

  @Provide
  Arbitrary<Formula> networkFilters() {
    EdmEntityType type = type("networkAccessConnections");
    FormulaSource source = new FormulaSource(type, SourceRow.read("networkAccessConnections"));
    source.addEnumerations(type);
    return source.conditions();
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void accountsAreFilteredAsTheSpecificationSays(@ForAll("accountFilters") Formula filter) {
    compare("accounts", "accountid", filter);
  }

  @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
  void contactsAreFilteredAsTheSpecificationSays(@ForAll("contactFilters") Formula filter) {
    compare("contacts", "contactid", filter);
  }

  @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
  void logsAreFilteredAsTheSpecificationSays(@ForAll("networkFilters") Formula filter) {
    compare("networkAccessConnections", "id", filter);
  }

  /** True, false and unknown part the rows in three. */
  private void compare(String set, String key, Formula filter) {
    List<SourceRow> rows = SourceRow.read(set);
    Assume.that(rows.stream().allMatch(row -> hasMeaning(filter, row)));
    Set<String> yes = expected(rows, key, filter, true);
    Set<String> no = expected(rows, key, filter, false);
    Set<String> unknown = expected(rows, key, filter, null);
    assertEquals(rows.size(), yes.size() + no.size() + unknown.size());
    assertEquals(yes, actual(set, key, filter.text()), filter.text());
    assertEquals(no, actual(set, key, "not " + filter.text()), "not " + filter);
    assertEquals(unknown, actual(set, key, filter.text() + " eq null"), filter + " eq null");
    assertEquals(
        Integer.toString(yes.size()),
        service.get(set + "/$count?$filter=" + encoded(filter.text())).body());
  }

  private static boolean hasMeaning(Formula filter, SourceRow row) {
    try {
      filter.of(row);
      return true;
    } catch (ArithmeticException beyondSixtyFourBits) {
      return false;
    }
  }

  private static Set<String> expected(
      List<SourceRow> rows, String key, Formula filter, @Nullable Object wanted) {
    Set<String> keys = new TreeSet<>();
    for (SourceRow row : rows) {
      if (Objects.equals(filter.of(row), wanted)) {
        keys.add(Objects.requireNonNull(row.text(key)));
      }
    }
    return keys;
  }

  private Set<String> actual(String set, String key, String filter) {
    String url = set + "?$count=true&$select=" + key + "&$filter=" + encoded(filter);
    ShippedService.Answer answer = service.get(url);
    assertEquals(200, answer.status(), answer::body);
    assertNull(answer.nextLink());
    List<String> keys = answer.values(key);
    assertEquals(keys.size(), answer.json().get("@odata.count").asInt());
    return new TreeSet<>(keys);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
