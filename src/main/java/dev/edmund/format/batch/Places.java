package dev.edmund.format.batch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a batch, and where. */
final class Places {
  /** More than the grammar has, and nothing that could end a header or a segment of a URL. */
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7E&&[^/?#$(),;\"]]{1,128}");

  private Places() {}

  static ODataException wrong(String place, String what) {
    return new ODataException(ErrorCode.BAD_REQUEST, place + ": " + what);
  }

  /** Checks an identifier of a request or a group (Part 1, 11.7.3). */
  static @Nullable String id(@Nullable String id, String place, String name) {
    if (id != null && !ID.matcher(id).matches()) {
      throw wrong(
          place,
          name + " must have 1 to 128 visible characters, none of them one of / ? # $ ( ) , ; \".");
    }
    return id;
  }

  /** The batch ends where it should go on. */
  static ODataException cutOff(String place, String missing) {
    return wrong(place, "The batch ends here, without " + missing + ".");
  }
}
