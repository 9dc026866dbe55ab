package dev.edmund.plan.paging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Skip tokens carry a position and nothing else (Part 1, 11.2.5.7). */
final class SkipTokensTest {
  private final SkipTokens tokens = new SkipTokens("a".getBytes(StandardCharsets.UTF_8));

  @Provide
  Arbitrary<List<@Nullable Object>> keys() {
    Arbitrary<Object> key =
        Arbitraries.oneOf(
            List.of(
                Arbitraries.longs().map(v -> (Object) v),
                Arbitraries.doubles().map(v -> (Object) v),
                Arbitraries.strings().excludeChars(surrogates()).map(v -> (Object) v),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(30).map(v -> (Object) v)));
    return key.injectNull(0.2).list().ofMaxSize(300);
  }

  private static char[] surrogates() {
    StringBuilder all = new StringBuilder();
    for (char c = Character.MIN_SURROGATE; c <= Character.MAX_SURROGATE; c++) {
      all.append(c);
    }
    return all.toString().toCharArray();
  }

  @Property
  void aTokenIsReadBackAsItWas(
      @ForAll("keys") List<@Nullable Object> keys,
      @ForAll @LongRange(min = 0) long returned,
      @ForAll String query) {
    Long total = keys.size() % 2 == 0 ? null : returned;
    SkipToken token = new SkipToken(returned, total, keys);
    SkipToken read = tokens.decode(tokens.encode(token, query), query);
    assertEquals(returned, read.returned());
    assertEquals(total, read.total());
    assertArrayEquals(keys.toArray(), read.lastKeys().toArray());
  }

  @Test
  void aTokenOfAnotherQueryOrServiceIsRefused() {
    SkipToken token = new SkipToken(5, null, List.of(17L));
    String text = tokens.encode(token, "connections?");
    SkipTokens others = new SkipTokens("b".getBytes(StandardCharsets.UTF_8));
    assertEquals(token, tokens.decode(text, "connections?"));
    for (String query : List.of("connections?$top=5", "connections", "accounts?")) {
      assertRefused(() -> tokens.decode(text, query));
    }
    assertRefused(() -> others.decode(text, "connections?"));
    assertRefused(() -> tokens.decode("", ""));
    assertRefused(() -> tokens.decode("*", ""));
    assertRefused(() -> tokens.decode("AAAA", ""));
  }

  @Test
  void moreSortKeysThanAByteCanCountAreKept() {
    List<@Nullable Object> keys = new ArrayList<>(Collections.nCopies(400, "x"));
    SkipToken token = new SkipToken(1, 2L, keys);
    assertEquals(keys, tokens.decode(tokens.encode(token, ""), "").lastKeys());
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable decode) {
    ODataException refused = assertThrows(ODataException.class, decode);
    assertEquals(ErrorCode.INVALID_TOKEN, refused.code());
  }
}
