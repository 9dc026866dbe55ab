package dev.edmund.app;

import dev.edmund.http.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys with their certificates, from files. */
final class KeyStores {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([^-]*)-----END");

  private KeyStores() {}

  /**
   * A PKCS12 file.
   *
   * @param password of the file and its key
   * @throws UserException when it is none, or has no key
   */
  static Tls pkcs12(Path file, String password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      if (!hasKey(store)) {
        throw new UserException("the key store " + file + " has no private key");
      }
      return new Tls(store, password);
    } catch (IOException | GeneralSecurityException e) {
      throw new UserException(
          "the key store "
              + file
              + " cannot be read: it is no PKCS12 file, or its password is another; see"
              + " --tls-keystore-password-file");
    }
  }

  private static boolean hasKey(KeyStore store) throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return true;
      }
    }
    return false;
  }

  /**
   * PEM files.
   *
   * @param certificate with the server's certificate first
   * @param key in PKCS #8
   * @throws UserException when one is not what it should be
   */
  static Tls pem(Path certificate, Path key) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
      store.setKeyEntry("edmund", privateKey(key, chain[0]), new char[0], chain);
      return new Tls(store, "");
    } catch (IOException | GeneralSecurityException e) {
      throw new UserException(
          "the certificate " + certificate + " and the key " + key + " do not go together");
    }
  }

  private static List<Certificate> certificates(Path file) {
    try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
      List<Certificate> all =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (!all.isEmpty()) {
        return all;
      }
    } catch (IOException | GeneralSecurityException e) {
      // Said below.
    }
    throw new UserException("the file " + file + " has no certificate in PEM");
  }

  private static PrivateKey privateKey(Path file, Certificate certificate) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UserException("the file " + file + " has no private key in PEM");
    }
    Matcher key = PRIVATE_KEY.matcher(text);
    if (!key.find() || !key.group(1).isEmpty()) {
      throw new UserException(
          "the file "
              + file
              + " has no private key in PKCS #8 without a password; openssl pkcs8 -topk8 -nocrypt"
              + " makes one of others");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(key.group(2));
      PrivateKey read =
          KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(bytes));
      if (fit(read, certificate.getPublicKey())) {
        return read;
      }
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // Said below.
    }
    throw new UserException(
        "the private key in " + file + " is not that of the certificate, or is damaged");
  }

  /** Whether what one signs, the other knows. */
  private static boolean fit(PrivateKey key, PublicKey shown) throws GeneralSecurityException {
    String name =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    Signature signing = Signature.getInstance(name);
    signing.initSign(key);
    signing.update(text);
    Signature checking = Signature.getInstance(name);
    checking.initVerify(shown);
    checking.update(text);
    return checking.verify(signing.sign());
  }
}
