package dev.edmund.plan.paging;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Delta tokens as text: opaque, signed, and good for the query they were made for only. */
public final class DeltaTokens {
  /** Keeps skip tokens from being taken for delta tokens. */
  private static final String SCOPE = "delta ";

  private final SignedText signed;

  DeltaTokens(SignedText signed) {
    this.signed = signed;
  }

  /**
   * Up to where changes are known.
   *
   * @param made when the token was made, to the second
   * @param epoch of the change log
   * @param mark tells which changes were seen
   */
  public record Token(Instant made, String epoch, String mark) {

    /** The token of a state that travels from page to page. */
    static Token of(String state) {
      String[] parts = state.split(" ", 3);
      return new Token(Instant.ofEpochSecond(Long.parseLong(parts[0])), parts[1], parts[2]);
    }

    /** The token as the state of a result that is being read. */
    public String state() {
      return made.getEpochSecond() + " " + epoch + " " + mark;
    }
  }

  /**
   * The text of a token.
   *
   * @param state of the result that has been read
   * @param query what the token is good for: path and options without the token
   */
  public String encode(String state, String query) {
    return signed.encode(state.getBytes(StandardCharsets.UTF_8), SCOPE + query);
  }

  /**
   * The token of a text.
   *
   * @throws ODataException 400 when it is damaged, forged, or was made for another query
   */
  public Token decode(String text, String query) {
    return signed
        .decode(text, SCOPE + query)
        .map(content -> Token.of(new String(content, StandardCharsets.UTF_8)))
        .orElseThrow(
            () ->
                new ODataException(
                    ErrorCode.INVALID_TOKEN,
                    "The delta token is not one of this service for this query; follow delta links"
                        + " as they are.",
                    "$deltatoken"));
  }
}
