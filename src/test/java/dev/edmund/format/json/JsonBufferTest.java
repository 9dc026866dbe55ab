package dev.edmund.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Strings as JSON has them (JSON Format, 7.1; RFC 8259, 7), read back by another reader. */
final class JsonBufferTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Any text of Unicode scalar values; half of a surrogate pair is none. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> awkward =
        Arbitraries.of("\"", "\\", "\n", "\r", "\t", "\b", "\f", "\u0000", "\u001f", "\u007f")
            .injectDuplicates(0.1);
    Arbitrary<String> any =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .map(Character::toString);
    Arbitrary<String> wide = Arbitraries.of("ü", "中", "🚴", "\u2028", "\ufeff", "\uffff", "/", "<");
    return Arbitraries.oneOf(List.of(awkward, any, wide))
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  @Property
  void anyTextIsReadBackAsItIs(@ForAll("texts") String text) throws JsonProcessingException {
    JsonBuffer buffer = new JsonBuffer();
    buffer.string(text);
    assertEquals(text, MAPPER.readTree(buffer.text()).textValue());
  }

  @Property
  void anyTextIsAMemberNameAndAValueAmongOthers(
      @ForAll("texts") String name, @ForAll("texts") String value) throws JsonProcessingException {
    JsonBuffer buffer = new JsonBuffer();
    buffer.raw('{');
    buffer.member(JsonBuffer.name("first" + name)).string(value);
    buffer.member(JsonBuffer.name("second" + name)).raw('[');
    buffer.separate().string(value.getBytes(StandardCharsets.UTF_8));
    buffer.separate().nullValue().raw(']').raw('}');
    JsonNode json = MAPPER.readTree(buffer.text());
    assertEquals(value, json.get("first" + name).textValue());
    assertEquals(value, json.get("second" + name).get(0).textValue());
    assertEquals(2, json.get("second" + name).size());
  }

  @Test
  void growsBeyondItsFirstSize() throws JsonProcessingException {
    String text = "\u0001".repeat(100_000);
    JsonBuffer buffer = new JsonBuffer();
    buffer.string(text);
    assertEquals(600_002, buffer.size());
    assertEquals(text, MAPPER.readTree(buffer.text()).textValue());
  }

  /** An expansion of expansions must not take all memory. */
  @Test
  void endsGrowingAtALimit() {
    byte[] piece = new byte[5_000_000];
    JsonBuffer buffer = new JsonBuffer();
    ODataException e =
        assertThrows(
            ODataException.class,
            () -> {
              while (true) {
                buffer.raw(piece);
              }
            });
    assertEquals(ErrorCode.LIMIT_EXCEEDED, e.code());
    assertEquals(65_000_000, buffer.size());
  }
}
