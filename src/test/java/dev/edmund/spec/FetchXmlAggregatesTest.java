package dev.edmund.spec;

import static dev.edmund.spec.FetchXml.accounts;
import static dev.edmund.spec.FetchXml.rows;
import static dev.edmund.spec.FetchXml.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aggregates of FetchXML over the shipped rows: what comes out is told in Java. */
final class FetchXmlAggregatesTest {
  @Test
  void aggregatesOfGroupsAreThoseOfTheirRows() {
    List<JsonNode> found =
        accounts(
            "aggregate='true'",
            "<attribute name='industrycode' groupby='true' alias='industry'/>"
                + "<attribute name='revenue' aggregate='sum' alias='total'/>"
                + "<attribute name='revenue' aggregate='max' alias='most'/>"
                + "<attribute name='accountid' aggregate='count' alias='n'/>"
                + "<attribute name='address1_city' aggregate='countcolumn' alias='cities'/>"
                + "<attribute name='address1_city' aggregate='countcolumn' distinct='true'"
                + " alias='different'/><order alias='n' descending='true'/>");
    Map<String, List<Map<String, String>>> groups =
        rows("accounts").collect(Collectors.groupingBy(row -> value(row, "industrycode")));
    assertEquals(groups.size(), found.size());
    long last = Long.MAX_VALUE;
    for (JsonNode row : found) {
      List<Map<String, String>> group =
          groups.getOrDefault(row.path("industry").asText(""), List.of());
      List<BigDecimal> revenues = decimals(group, "revenue");
      assertEquals(
          0,
          revenues.stream()
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .compareTo(row.path("total").decimalValue()),
          row.toString());
      if (!revenues.isEmpty()) {
        BigDecimal most = revenues.stream().reduce(BigDecimal::max).orElseThrow();
        assertEquals(0, most.compareTo(row.path("most").decimalValue()));
      }
      List<String> cities =
          group.stream().map(a -> value(a, "address1_city")).filter(c -> !c.isEmpty()).toList();
      assertEquals(group.size(), row.path("n").asInt());
      assertEquals(cities.size(), row.path("cities").asInt());
      assertEquals(cities.stream().distinct().count(), row.path("different").asLong());
      assertTrue(row.path("n").asLong() <= last);
      last = row.path("n").asLong();
    }
  }

  private static List<BigDecimal> decimals(List<Map<String, String>> rows, String column) {
    return rows.stream()
        .map(row -> value(row, column))
        .filter(text -> !text.isEmpty())
        .map(BigDecimal::new)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"day", "week", "month", "quarter", "year", "fiscal-period", "fiscal-year"})
  void datesAreGroupedByTheirParts(String part) {
    Map<String, Function<LocalDate, String>> parts =
        Map.of(
            "day", day -> "" + day.getDayOfMonth(),
            "month", day -> "" + day.getMonthValue(),
            "year", day -> "" + day.getYear(),
            "quarter", day -> "" + quarter(day),
            "week",
                day -> {
                  int first = day.withDayOfYear(1).getDayOfWeek().getValue() % 7;
                  return "" + ((day.getDayOfYear() - 1 + first) / 7 + 1);
                },
            "fiscal-year", day -> "FY" + day.getYear(),
            "fiscal-period", day -> "Quarter " + quarter(day) + " FY" + day.getYear());
    Function<LocalDate, String> of = parts.getOrDefault(part, day -> "");
    Map<String, Long> expected =
        rows("accounts")
            .map(row -> LocalDate.parse(value(row, "createdon").substring(0, 10)))
            .collect(Collectors.groupingBy(of, TreeMap::new, Collectors.counting()));
    Map<String, Long> found = new TreeMap<>();
    for (JsonNode row :
        accounts(
            "aggregate='true'",
            "<attribute name='createdon' groupby='true' alias='part' dategrouping='"
                + part
                + "'/><attribute name='name' aggregate='count' alias='n'/>"
                + "<order alias='part'/>")) {
      found.put(row.path("part").asText(), row.path("n").asLong());
    }
    assertEquals(expected, found);
  }

  private static int quarter(LocalDate day) {
    return day.get(IsoFields.QUARTER_OF_YEAR);
  }
}
