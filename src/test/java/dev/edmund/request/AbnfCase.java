package dev.edmund.request;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** One of the OASIS test cases. */
record AbnfCase(String name, String rule, String input, @Nullable Integer failAt) {

  private static final Path FOLDER = Path.of("..", "shared", "abnf");
  static final String URLS = "odata-abnf-testcases.yaml";
  static final String AGGREGATION = "odata-aggregation-testcases.yaml";

  /** The inputs of all cases of a file, or a few when it is not at hand. */
  static List<String> inputs(String file) throws IOException {
    return Files.exists(FOLDER.resolve(file))
        ? all(file).stream().map(AbnfCase::input).toList()
        : List.of(
            "$apply=groupby((Customer/Country,Name),aggregate(Amount with sum as Total))",
            "$apply=concat(topcount(2,Amount),compute(Amount mul 2 as Tax))/filter(Amount gt 3)",
            "$compute=Amount mul Product/TaxRate as Tax&$orderby=Tax",
            "Categories(ID=1,Size=5)/Products/Model.AllOrders()/$count",
            "Customers?$select=Addresses($filter=endswith($this/Street,'gasse'))",
            "$filter=Products/any(p:p/Price gt 5.00 and not contains(p/Name,'O''Neil'))",
            "$expand=Items($select=Quantity;$expand=Product($levels=max);@c=15)",
            "[FirstName,LastName] in [[\"John\",\"Doe\"],[\"Jane\",\"Smith\"]]",
            "$search=(foo OR \"that one\") AND NOT quux");
  }

  /** All cases of a file; skips the test when the file is not at hand. */
  static List<AbnfCase> all(String file) throws IOException {
    Path path = FOLDER.resolve(file);
    Assumptions.assumeTrue(Files.exists(path), "the OASIS test cases are not beside the project");
    // One input has a raw tab, which YAML does not allow in a plain text; a time is no number.
    String yaml =
        Files.readString(path)
            .replace("\t", "%09")
            .replaceAll("(?m)^( +Input: )([-\\d][^\\n]*)$", "$1'$2'");
    return new YAMLMapper()
        .readValue(yaml, Document.class).cases().stream()
            .map(c -> new AbnfCase(c.name(), c.rule(), c.input(), c.failAt()))
            .toList();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Document(@JsonProperty("TestCases") List<Raw> cases) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Raw(
      @JsonProperty("Name") String name,
      @JsonProperty("Rule") String rule,
      @JsonProperty("Input") String input,
      @JsonProperty("FailAt") @Nullable Integer failAt) {}

  boolean valid() {
    return failAt == null;
  }

  @Override
  public String toString() {
    return rule + (valid() ? " + " : " - ") + input + "   [" + name + "]";
  }
}
