package dev.edmund.bench.floor;

/**
 * What differs between two requests that the same read answers.
 *
 * @param root scheme and host
 * @param argument the key, or the token of a page; empty for none
 * @param pageSize most rows to write
 */
record FloorRequest(String root, String argument, int pageSize) {
  /** The beginning of an answer, up to the text of the context behind {@code $metadata#}. */
  String open(String context) {
    return "{\"@odata.context\":\"" + root + "/odata/$metadata#" + context + "\",";
  }
}
