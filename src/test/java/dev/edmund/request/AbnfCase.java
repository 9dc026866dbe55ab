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
record AbnfCase(String name, String rule, String input, boolean valid) {

  /** All cases; skips the test when the file is not at hand. */
  static List<AbnfCase> all() throws IOException {
    Path file = Path.of("..", "shared", "abnf", "odata-abnf-testcases.yaml");
    Assumptions.assumeTrue(Files.exists(file), "the OASIS test cases are not beside the project");
    // One input has a raw tab, which YAML does not allow in a plain text; a time is no number.
    String yaml =
        Files.readString(file)
            .replace("\t", "%09")
            .replaceAll("(?m)^( +Input: )([-\\d][^\\n]*)$", "$1'$2'");
    return new YAMLMapper()
        .readValue(yaml, Document.class).cases().stream()
            .map(c -> new AbnfCase(c.name(), c.rule(), c.input(), c.failAt() == null))
            .toList();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Document(@JsonProperty("TestCases") List<Raw> cases) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Raw(
      @JsonProperty("Name") String name,
      @JsonProperty("Rule") String rule,
      @JsonProperty("Input") String input,
      @JsonProperty("FailAt") @Nullable String failAt) {}

  @Override
  public String toString() {
    return rule + (valid ? " + " : " - ") + input + "   [" + name + "]";
  }
}
