package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Decodes one part of a URL, once. */
final class PercentDecoder {
  private final String raw;
  private final boolean plusIsBlank;
  private final String target;
  private final StringBuilder out;
  private final BitSet escaped = new BitSet();

  private PercentDecoder(String raw, boolean plusIsBlank, String target) {
    this.raw = raw;
    this.plusIsBlank = plusIsBlank;
    this.target = target;
    this.out = new StringBuilder(raw.length());
  }

  /** Decodes a part of a path, where {@code +} is a plus. */
  static Text path(String raw, String target) {
    return new PercentDecoder(raw, false, target).decode();
  }

  /** Decodes a part of a query, where {@code +} is a blank. */
  static Text query(String raw, String target) {
    return new PercentDecoder(raw, true, target).decode();
  }

  private Text decode() {
    if (raw.indexOf('%') < 0 && (!plusIsBlank || raw.indexOf('+') < 0)) {
      return new Text(raw, escaped);
    }
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      if (c == '%') {
        i = octets(i);
      } else {
        out.append(c == '+' && plusIsBlank ? ' ' : c);
        i++;
      }
    }
    return new Text(out.toString(), escaped);
  }

  private int octets(int from) {
    int i = from;
    ByteBuffer bytes = ByteBuffer.allocate((raw.length() - from) / 3 + 1);
    while (i < raw.length() && raw.charAt(i) == '%') {
      int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
      int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0 || high + low == 0) {
        throw bad(i);
      }
      bytes.put((byte) (high * 16 + low));
      i += 3;
    }
    try {
      CharBuffer chars =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes.flip());
      escaped.set(out.length(), out.length() + chars.length());
      out.append(chars);
    } catch (CharacterCodingException e) {
      throw bad(from);
    }
    return i;
  }

  private ODataException bad(int at) {
    return new ODataException(
        ErrorCode.SYNTAX,
        "The percent-encoding at position " + (at + 1) + " of " + target + " is not valid.",
        target);
  }
}
