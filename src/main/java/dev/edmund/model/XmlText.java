package dev.edmund.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes an XML file. The parser could, but prints to the console when it meets a byte that does
 * not belong there, and does not say where.
 */
final class XmlText {
  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final int DECLARATION = 200;

  private XmlText() {}

  /**
   * @throws UnreadableModelException when the bytes are not in the encoding the file declares
   */
  static String decode(String file, byte[] bytes) {
    Charset charset = charset(file, bytes);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text =
        CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    String decoded = text.flip().toString();
    if (result.isError()) {
      int line = (int) decoded.chars().filter(c -> c == '\n').count() + 1;
      int column = decoded.length() - decoded.lastIndexOf('\n');
      throw new UnreadableModelException(
          file,
          line,
          column,
          "there is a byte that is not " + charset.name(),
          "save the document as UTF-8");
    }
    boolean mark = decoded.startsWith("\uFEFF");
    return mark ? decoded.substring(1) : decoded;
  }

  private static Charset charset(String file, byte[] bytes) {
    if (bytes.length > 1) {
      int first = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
      if (first == 0xFEFF || first == 0xFFFE) {
        return StandardCharsets.UTF_16;
      }
    }
    String start =
        new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
    Matcher declared =
        ENCODING.matcher(start.startsWith("\u00EF\u00BB\u00BF") ? start.substring(3) : start);
    if (!declared.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(declared.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new UnreadableModelException(
          file, 1, 1, "its encoding is unknown", "save the document as UTF-8", e);
    }
  }
}
