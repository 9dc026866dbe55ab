package dev.edmund.format.batch;

import java.util.Locale;

/** Which media types stand in JSON as they are, as strings, or encoded (JSON Format, 19.1). */
final class MediaTypes {
  private MediaTypes() {}

  /** The media type without its parameters, in lower case. */
  static String plain(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }

  static boolean isJson(String contentType) {
    String type = plain(contentType);
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json"));
  }

  static boolean isText(String contentType) {
    return plain(contentType).startsWith("text/");
  }
}
