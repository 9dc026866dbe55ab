package dev.edmund.plan.paging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Bytes as text for URLs that nobody else can make, and that is good in one place only. */
final class SignedText {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 16;

  /** To be copied: to make one takes longer than to sign a token. */
  private final Mac unused;

  SignedText(byte[] secret) {
    try {
      this.unused = Mac.getInstance(ALGORITHM);
      unused.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }

  /**
   * The text of some bytes.
   *
   * @param scope what the text is good for
   */
  String encode(byte[] content, String scope) {
    byte[] all = Arrays.copyOf(content, content.length + SIGNATURE_BYTES);
    System.arraycopy(sign(content, scope), 0, all, content.length, SIGNATURE_BYTES);
    return text(all);
  }

  /** The bytes of a text; empty where it is damaged, forged, or made for another scope. */
  Optional<byte[]> decode(String text, String scope) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int end = all.length - SIGNATURE_BYTES;
    // Bits of the last character may be no part of the bytes; they must not be free to change.
    if (end <= 0 || !text(all).equals(text)) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(all, end);
    byte[] signature = Arrays.copyOfRange(all, end, all.length);
    return MessageDigest.isEqual(signature, sign(content, scope))
        ? Optional.of(content)
        : Optional.empty();
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] sign(byte[] content, String scope) {
    Mac mac = copy();
    mac.update(content);
    mac.update(scope.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(mac.doFinal(), SIGNATURE_BYTES);
  }

  private Mac copy() {
    try {
      return (Mac) unused.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("That of every JDK can be copied", e);
    }
  }
}
