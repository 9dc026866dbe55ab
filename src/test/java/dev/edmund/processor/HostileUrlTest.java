package dev.edmund.processor;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.ShippedService;
import dev.edmund.core.ODataException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** URLs made to hurt: each is answered or refused, in a bounded time, and never with a 500. */
final class HostileUrlTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration STATEMENT_TIME = Duration.ofSeconds(3);
  private static final Set<Integer> CLEAN = Set.of(200, 204, 400, 404, 406, 414, 501, 503);

  private final ShippedService service = service();

  private static ShippedService service() {
    ShippedService shipped = ShippedService.get();
    return shipped.with(shipped.limits().withStatementTime(STATEMENT_TIME));
  }

  private static String repeat(String text, int times) {
    return text.repeat(times);
  }

  private static String joined(int times, String separator, String item) {
    return IntStream.range(0, times)
        .mapToObj(i -> item.replace("#", Integer.toString(i)))
        .collect(Collectors.joining(separator));
  }

  private static String filter(String expression) {
    return "accounts?$filter=" + expression.replace(" ", "%20");
  }

  @TestFactory
  Stream<DynamicTest> nestsDeeply() {
    List<String> urls = new ArrayList<>();
    for (int depth : new int[] {20, 49, 99, 100, 101, 1_000, 7_000}) {
      urls.add(filter(repeat("(", depth) + "true" + repeat(")", depth)));
      urls.add(filter(repeat("not ", depth) + "creditonhold"));
      urls.add(filter(repeat("not(", depth) + "creditonhold" + repeat(")", depth)));
      urls.add(filter(repeat("-", depth) + "numberofemployees lt 1"));
      urls.add(filter(repeat("tolower(", depth) + "name" + repeat(")", depth) + " eq 'a'"));
      urls.add(filter(repeat("endswith(", depth) + "name,'a')" + repeat(" eq true,'a')", depth)));
      urls.add(filter(repeat("concat(", depth) + "name" + repeat(",name)", depth) + " eq 'a'"));
      urls.add("accounts?$search=" + repeat("(", depth) + "a" + repeat(")", depth));
      urls.add("accounts?$search=" + repeat("NOT%20", depth) + "a");
      urls.add(filter("numberofemployees eq 1" + repeat(" add 1", depth)));
      urls.add(filter("name eq 'a'" + repeat(" eq true", depth)));
      urls.add(filter("parentaccountid" + repeat("/parentaccountid", depth) + "/name eq 'a'"));
      urls.add("accounts?$orderby=parentaccountid" + repeat("/parentaccountid", depth) + "/name");
      urls.add("accounts?$select=" + repeat("(", depth));
      urls.add(filter("[" + repeat("[", depth)));
    }
    return tests(urls);
  }

  @TestFactory
  Stream<DynamicTest> nestsLambdasAndExpansionsDeeply() {
    List<String> urls = new ArrayList<>();
    for (int depth : new int[] {2, 4, 5, 6, 20, 60, 101}) {
      StringBuilder any = new StringBuilder("account_connections1");
      StringBuilder close = new StringBuilder();
      for (int i = 0; i < depth; i++) {
        any.append("/any(v").append(i).append(":v").append(i);
        any.append("/record1id_account/account_connections1");
        close.append(')');
      }
      urls.add(filter(any + "/any()" + close));
      urls.add(filter(any + "/$count gt 1" + close));
      urls.add(
          "accounts?$top=2&$expand="
              + repeat("account_connections1($expand=record1id_account($expand=", depth)
              + "parentaccountid"
              + repeat("))", depth));
      urls.add(
          "accounts?$top=2&$expand="
              + repeat("parentaccountid($expand=", depth)
              + "ownerid"
              + repeat(")", depth));
      urls.add("accounts?$top=2&$expand=parentaccountid($levels=" + depth + ")");
      urls.add(
          "accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)"
              + repeat("/parentaccountid", depth)
              + "/name");
    }
    return tests(urls);
  }

  @TestFactory
  Stream<DynamicTest> asksForTooMuch() {
    String guid = "8e22ef92-8ae2-5a52-8180-4aba0a111719";
    List<String> urls =
        new ArrayList<>(
            List.of(
                filter("numberofemployees in (" + joined(500, ",", "#") + ")"),
                filter("numberofemployees in (" + joined(501, ",", "#") + ")"),
                filter("name in (" + joined(501, ",", "'#'") + ")"),
                filter(joined(500, " or ", "numberofemployees eq #")),
                filter(joined(600, " or ", "numberofemployees eq #")),
                filter(joined(600, " and ", "contains(name,'#')")),
                filter(joined(400, " or ", "(numberofemployees eq # and name ne null)")),
                filter(
                    ("(" + joined(480, " or ", "creditonhold") + " or ").repeat(4)
                        + "creditonhold"
                        + ")".repeat(4)),
                "accounts?$search=" + joined(600, "%20OR%20", "a#"),
                "accounts?$search=" + joined(21, "%20", "a#"),
                "accounts?$orderby=" + joined(300, ",", "name"),
                "accounts?$orderby=" + joined(300, ",", "numberofemployees%20add%20#"),
                "accounts?$orderby=" + joined(2_100, ",", "numberofemployees%20add%20#"),
                "accounts?$select=" + joined(1_000, ",", "name"),
                "accounts?$expand=" + joined(300, ",", "account_connections1"),
                "accounts?$top=2147483648",
                "accounts?$top=9223372036854775807",
                "accounts?$top=9223372036854775808",
                "accounts?$top=0",
                "accounts?$skip=9223372036854775807",
                "accounts?$skip=9223372036854775807&$top=9223372036854775807&$count=true",
                "accounts?$skip=99999999999999999999999",
                "accounts?$expand=account_connections1($top=9223372036854775807)",
                "accounts?$expand=account_connections1($skip=9223372036854775807)",
                "accounts?$expand=account_connections1($top=9223372036854775807;"
                    + "$skip=9223372036854775807)",
                "accounts?$expand=parentaccountid($levels=1000000000)",
                "accounts?$expand=parentaccountid($levels=99999999999999999999)",
                "accounts?$expand=*($levels=max)",
                "accounts?$expand=*",
                "connections?$expand=*",
                "connections?$expand=*($levels=max)",
                "businessunits?$expand=business_unit_connections($expand=owningbusinessunit("
                    + "$expand=business_unit_connections($expand=owningbusinessunit("
                    + "$expand=business_unit_connections))))",
                "connections?$expand=*($levels=2)",
                "connections?$expand=*/$ref",
                "connections?$top=1&$expand=*($levels=max)",
                "activitypointers?$expand=*",
                "activitypointers?$expand=*($levels=max)",
                "owners?$expand=*($levels=max)",
                "connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)?$expand=*($levels=max)",
                "connections?$expand=*&$orderby=record1id_account/name,record2id_account/name",
                "connections?$skiptoken=" + repeat("A", 20_000),
                "connections?$skiptoken=",
                "connections?$skiptoken=%00",
                "accounts(" + repeat("9", 5_000) + ")",
                "accounts(" + guid + ")/" + repeat("a/", 3_000),
                repeat("/", 3_000),
                repeat("accounts/", 2_000),
                repeat("%2F", 3_000),
                "accounts?" + joined(5_000, "&", "x#=1"),
                "accounts?$filter=name%20eq%20@a&@a=@b&@b=@a",
                "accounts?$filter="
                    + joined(60, "%20or%20", "name%20eq%20@a#")
                    + "&"
                    + joined(60, "&", "@a#='x'"),
                "accounts?$format=" + repeat("a", 20_000)));
    return tests(urls);
  }

  @TestFactory
  Stream<DynamicTest> computesBeyondEveryRange() {
    return tests(
        Stream.of(
                "numberofemployees eq 9223372036854775808",
                "numberofemployees add 9223372036854775807 gt 0",
                "numberofemployees mul 9223372036854775807 gt 0",
                "-(-9223372036854775808) gt numberofemployees",
                "numberofemployees div 0 eq 1",
                "numberofemployees mod 0 eq 1",
                "-9223372036854775808 div -1 eq numberofemployees",
                "-9223372036854775808 mod (numberofemployees sub numberofemployees sub 1) eq 0",
                "numberofemployees divby 0 eq 1",
                "revenue div 0 eq 1",
                "revenue mod 0.0 eq 1",
                "address1_latitude div 0.0 eq 1",
                "revenue eq 1e400",
                "revenue eq 1e999999999",
                "revenue eq 1e-999999999",
                "revenue eq " + "9".repeat(390),
                "revenue eq " + "9".repeat(7_000),
                "revenue eq 0." + "0".repeat(390) + "1",
                "revenue" + " mul 1e300".repeat(100) + " gt 1",
                "revenue" + (" mul " + "9".repeat(300)).repeat(90) + " gt 1",
                "cast(address1_latitude mul 1e308 mul 1e308,Edm.Decimal) gt 1",
                "cast(INF,Edm.Decimal) gt 1",
                "cast(NaN,Edm.Decimal) gt revenue",
                "revenue gt INF",
                "revenue lt NaN",
                "address1_latitude lt NaN",
                "cast(1e300,Edm.Int32) gt 1",
                "cast(revenue mul 1e30,Edm.Int64) gt 1",
                "cast(INF,Edm.Int64) eq 1",
                "round(1e308) gt address1_latitude",
                "createdon add duration'P99999999D' gt modifiedon",
                "createdon add duration'P999999999999999D' gt modifiedon",
                "createdon sub duration'P999999D' lt modifiedon",
                "createdon add duration'PT0.000000000001S' gt modifiedon",
                "date(createdon) add duration'P99999999D' gt 2020-01-01",
                "date(createdon) sub duration'P999999999999999D' gt 2020-01-01",
                "createdon gt maxdatetime() and createdon lt mindatetime()",
                "createdon sub mindatetime() gt duration'P1D'",
                "maxdatetime() add duration'P1D' gt createdon",
                "substring(name,-9223372036854775808) eq 'a'",
                "substring(name,9223372036854775807) eq 'a'",
                "substring(name,1,9223372036854775807) eq 'a'",
                "substring(name,9223372036854775807,9223372036854775807) eq 'a'",
                "contains(name,'%00')",
                "name eq '%00'",
                "name eq '%F0%9F%9A%B4%ED%A0%80'",
                "length(" + "concat(name,".repeat(90) + "name" + ")".repeat(90) + ") gt 1",
                "name eq '" + "a".repeat(20_000) + "'",
                "contains('" + "a".repeat(10_000) + "',name)",
                "accountid eq 8e22ef92-8ae2-5a52-8180-4aba0a11171",
                "createdon gt 9999-12-31T23:59:59.999999999999%2B14:00",
                "createdon gt 0001-01-01T00:00:00-14:00",
                "createdon gt 0000-01-01T00:00:00Z",
                "createdon gt 99999-01-01T00:00:00Z",
                "createdon gt -0001-01-01T00:00:00Z",
                "year(createdon) mul 1000000000000000000 gt 1",
                "totalseconds(duration'P999999999D') gt revenue",
                "fractionalseconds(createdon) gt 0.5")
            .map(HostileUrlTest::filter)
            .toList());
  }

  /** SQLite joins 64 tables: paths to each neighbour, in all options at once, need many more. */
  @TestFactory
  Stream<DynamicTest> joinsMoreThanTheDatabaseCan() {
    List<String> urls = new ArrayList<>();
    for (String set : List.of("connections", "accounts", "activitypointers", "owners", "emails")) {
      EdmEntityType type =
          service.model().edm().getEntityContainer().getEntitySet(set).getEntityType();
      List<String> present = new ArrayList<>();
      List<String> all = new ArrayList<>();
      for (String name : type.getNavigationPropertyNames()) {
        if (!type.getNavigationProperty(name).isCollection()) {
          all.add(name);
          present.add(name + "%20ne%20null");
        }
      }
      for (int some : new int[] {10, 20, 30, 40, 50, present.size()}) {
        int used = Math.min(some, present.size());
        String filter = "$filter=" + String.join("%20or%20", present.subList(0, used));
        urls.add(set + "?$top=2&" + filter);
        urls.add(set + "?$top=2&" + filter + "&$expand=*");
        urls.add(set + "?$top=2&$count=true&" + filter + "&$expand=*($levels=2)");
        urls.add(set + "?$top=2&$expand=*($expand=*)&" + filter);
        urls.add(set + "?$top=2&$expand=" + String.join(",", all.subList(0, used)));
        urls.add(
            set
                + "?$top=2&$expand="
                + String.join(",", all.subList(0, used))
                + "&"
                + filter.replace("%20ne%20null", "/createdon%20ne%20null"));
      }
    }
    return tests(urls);
  }

  private Stream<DynamicTest> tests(List<String> urls) {
    return urls.stream()
        .map(
            url ->
                DynamicTest.dynamicTest(
                    url.length() > 120 ? url.substring(0, 120) + "… " + url.length() : url,
                    () -> answersCleanly(url)));
  }

  private void answersCleanly(String url) {
    int status =
        assertTimeoutPreemptively(
            LONGEST,
            () -> {
              try {
                return service.get(url).status();
              } catch (ODataException e) {
                return e.code().status();
              }
            });
    assertTrue(CLEAN.contains(status), () -> "Status " + status);
  }
}
