package dev.edmund.format.batch;

import dev.edmund.format.json.JsonBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes of a text, in any character set, become the inside of a JSON string as they come. */
final class EscapedText extends OutputStream {
  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([\\w.:+-]+)\"?");
  private static final int CHARACTERS = 2 * 1024;

  private final OutputStream out;
  private final CharsetDecoder decoder;
  private final CharBuffer characters = CharBuffer.allocate(CHARACTERS);
  private final ByteBuffer undecoded = ByteBuffer.allocate(CHARACTERS);
  private final JsonBuffer json = new JsonBuffer(2 * CHARACTERS);

  EscapedText(OutputStream out, String contentType) {
    this.out = out;
    this.decoder =
        charset(contentType)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  private static Charset charset(String contentType) {
    Matcher named = CHARSET.matcher(contentType);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int more = Math.min(length - done, undecoded.remaining());
      undecoded.put(bytes, offset + done, more);
      done += more;
      decode(false);
    }
  }

  private void decode(boolean last) throws IOException {
    undecoded.flip();
    boolean full = true;
    while (full) {
      full = decoder.decode(undecoded, characters, last).isOverflow();
      // Half of a pair waits for the other half.
      boolean half = !last && endsInHalf();
      print(half ? characters.position() - 1 : characters.position());
    }
    undecoded.compact();
  }

  private boolean endsInHalf() {
    int length = characters.position();
    return length > 0 && Character.isHighSurrogate(characters.get(length - 1));
  }

  private void print(int length) throws IOException {
    characters.flip();
    String text = characters.subSequence(0, length).toString();
    characters.position(length);
    characters.compact();
    json.clear();
    json.string(text);
    byte[] quoted = json.toByteArray();
    out.write(quoted, 1, quoted.length - 2);
  }

  /** Writes what is left of the text; what it was written to stays open. */
  @Override
  public void close() throws IOException {
    decode(true);
    boolean full = true;
    while (full) {
      full = decoder.flush(characters).isOverflow();
      print(characters.position());
    }
  }
}
