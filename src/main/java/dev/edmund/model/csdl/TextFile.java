package dev.edmund.model.csdl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of text, decoded as it is read. The parsers could decode by themselves, but one prints to
 * the console when it meets a byte that does not belong there, and none says where it is.
 */
final class TextFile {
  /** Eight times the largest document of a real service. */
  static final long MAX_BYTES = 64L << 20;

  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final int DECLARATION = 200;
  private static final int CHUNK = 1 << 16;
  private static final char MARK = '\uFEFF';

  private final Path path;

  private TextFile(Path path) {
    this.path = path;
  }

  /** Reads what a file says. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * What the text says.
     *
     * @param first the first character that is no white space; 0 when there is none
     */
    T parse(Reader text, char first) throws IOException;
  }

  /**
   * What a parser makes of a file.
   *
   * @throws UnreadableModelException when there is no such file, it is no file, too large, or not
   *     in its encoding
   */
  static <T> T read(Path path, Parser<T> parser) {
    return new TextFile(path).read(parser);
  }

  private <T> T read(Parser<T> parser) {
    try {
      check();
      try (Reader text = open()) {
        return parser.parse(text, first(text));
      }
    } catch (CharacterCodingException e) {
      throw wrongByte(e);
    } catch (NoSuchFileException e) {
      throw unreadable("there is no such file", "check the name", e);
    } catch (IOException e) {
      throw unreadable("the file cannot be read", "check that it is a file you may read", e);
    }
  }

  private void check() throws IOException {
    if (Files.isDirectory(path)) {
      throw new UnreadableModelException(
          path.toString(), 0, 0, "this is a folder", "name a file in it");
    }
    if (Files.size(path) > MAX_BYTES) {
      throw new UnreadableModelException(
          path.toString(),
          0,
          0,
          "the file has more than " + (MAX_BYTES >> 20) + " MB",
          "give a smaller model");
    }
  }

  private Reader open() throws IOException {
    CharsetDecoder decoder =
        charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    return new BufferedReader(new InputStreamReader(Files.newInputStream(path), decoder), 1 << 16);
  }

  /** Skips a byte order mark and looks at the first character that counts. */
  private static char first(Reader text) throws IOException {
    text.mark(1);
    if (text.read() != MARK) {
      text.reset();
    }
    text.mark(DECLARATION);
    int c = text.read();
    for (int i = 1; i < DECLARATION && Character.isWhitespace(c); i++) {
      c = text.read();
    }
    text.reset();
    return c < 0 ? 0 : (char) c;
  }

  private Charset charset() throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(DECLARATION);
    }
    if (start.length > 1) {
      int first = (start[0] & 0xFF) << 8 | (start[1] & 0xFF);
      if (first == 0xFEFF || first == 0xFFFE) {
        return StandardCharsets.UTF_16;
      }
      if (start[0] == 0 ^ start[1] == 0) {
        return start[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
      }
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    Matcher declared =
        ENCODING.matcher(text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text);
    if (!declared.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(declared.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new UnreadableModelException(
          path.toString(), 1, 1, "its encoding is unknown", "save the document as UTF-8", e);
    }
  }

  /** Reads the file once more to find the byte that stopped the first reading. */
  private UnreadableModelException wrongByte(CharacterCodingException cause) {
    int line = 1;
    int column = 1;
    String encoding = "text";
    try (InputStream in = Files.newInputStream(path)) {
      Charset charset = charset();
      encoding = charset.name();
      CharsetDecoder decoder = charset.newDecoder();
      ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
      CharBuffer text = CharBuffer.allocate(CHUNK);
      boolean ended = false;
      boolean found = false;
      while (!ended && !found) {
        int count = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        ended = bytes.position() + count < CHUNK;
        bytes.position(bytes.position() + count).flip();
        found = decoder.decode(bytes, text, ended).isError();
        bytes.compact();
        for (char c : text.flip().toString().toCharArray()) {
          column = c == '\n' ? 1 : c == MARK ? column : column + 1;
          line += c == '\n' ? 1 : 0;
        }
        text.clear();
      }
    } catch (IOException e) {
      throw unreadable("the file cannot be read", "check that it is a file you may read", e);
    }
    return new UnreadableModelException(
        path.toString(),
        line,
        column,
        "there is a byte that is not " + encoding,
        "save the document as UTF-8",
        cause);
  }

  private UnreadableModelException unreadable(String reason, String remedy, IOException cause) {
    return new UnreadableModelException(path.toString(), 0, 0, reason, remedy, cause);
  }
}
