package dev.edmund.request;

import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever arrives, the parser answers with a tree or an {@link ODataException}, and soon. */
class ParserFuzzTest {
  private static final long LONGEST_MILLIS = 200;
  private static final String MARKS = "'\"()[]{},;:/$@=&%+- .*#\\09aZ_\u00e9\ud83d\ude00";

  private final UriParser aggregating =
      new UriParser(
          AggregationModel.edm(AggregationModel.VARIANTS.get(0)),
          AlternateKeys.NONE,
          AggregationModel::term,
          Limits.defaults(),
          ParserSettings.DEFAULT);
  private final UriParser parser =
      new UriParser(
          AbnfModel.edm(AbnfModel.VARIANTS.get(0)),
          Limits.defaults(),
          new ParserSettings(true, true));

  @Provide
  Arbitrary<String> inputs() throws IOException {
    return inputs(
        AbnfCase.URLS,
        "",
        "Products?",
        "Products?$filter=",
        "Products?$compute=",
        "Products?$expand=Items(",
        "Products?$search=");
  }

  @Provide
  Arbitrary<String> aggregations() throws IOException {
    return inputs(
        AbnfCase.AGGREGATION,
        "Products?",
        "Products?$apply=",
        "Products?$compute=",
        "Products?$apply=concat(identity,",
        "Products?$expand=Sales($apply=");
  }

  private static Arbitrary<String> inputs(String file, String... prefixes) throws IOException {
    Arbitrary<String> one = Arbitraries.of(AbnfCase.inputs(file));
    Arbitrary<String> mark =
        Arbitraries.integers().between(0, MARKS.length() - 1).map(i -> MARKS.substring(i, i + 1));
    Arbitrary<String> prefix = Arbitraries.of(prefixes);
    return Combinators.combine(
            prefix,
            one,
            one,
            mark,
            Arbitraries.integers().between(0, 200),
            Arbitraries.integers().between(0, 5))
        .as(ParserFuzzTest::mutate);
  }

  private static String mutate(
      String prefix, String one, String other, String mark, int at, int how) {
    int i = Math.min(at, one.length());
    String mutated =
        switch (how) {
          case 0 -> one.substring(0, i) + mark + one.substring(i);
          case 1 -> one.substring(0, i) + one.substring(Math.min(one.length(), i + 1));
          case 2 -> one.substring(0, i) + other;
          case 3 -> one.substring(0, i) + other + one.substring(i);
          case 4 -> one + mark + other;
          default -> one.substring(0, i) + mark.repeat(at) + one.substring(i);
        };
    return prefix + mutated;
  }

  @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
  void onlyODataExceptions(@ForAll("inputs") String input) {
    measure(input, parser);
  }

  @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
  void onlyODataExceptionsInAggregations(@ForAll("aggregations") String input) {
    measure(input, aggregating);
  }

  private static void measure(String input, UriParser parser) {
    long best = Long.MAX_VALUE;
    // A pause of the machine is not the parser's; three in a row would be.
    for (int attempt = 0; attempt < 3 && best > LONGEST_MILLIS; attempt++) {
      long start = System.nanoTime();
      read(input, parser);
      best = Math.min(best, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
    if (best > LONGEST_MILLIS) {
      throw new AssertionError(best + " ms for " + input);
    }
  }

  private static void read(String input, UriParser parser) {
    int question = input.indexOf('?');
    String path = question < 0 ? input : input.substring(0, question);
    String query = question < 0 ? null : input.substring(question + 1);
    try {
      parser.parse(path, query, "http://host/service/");
    } catch (ODataException e) {
      if (e.code().status() == 500) {
        throw new AssertionError(e.text() + " for " + input, e);
      }
    }
  }
}
