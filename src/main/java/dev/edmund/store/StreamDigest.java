package dev.edmund.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** What is known about the bytes of a stream when they have gone by. */
public final class StreamDigest {
  /** Half of a SHA-256 is enough to tell versions apart. */
  private static final int ETAG_BYTES = 16;

  private final MessageDigest digest = sha256();
  private long length;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next bytes. */
  public void add(byte[] bytes) {
    length += bytes.length;
    digest.update(bytes);
  }

  /** How many bytes there were. */
  public long length() {
    return length;
  }

  /** Tells these bytes from others; asked for once, when all of them were there. */
  public String etag() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(digest.digest(), ETAG_BYTES));
  }
}
