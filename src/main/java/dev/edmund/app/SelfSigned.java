package dev.edmund.app;

import dev.edmund.http.Tls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A certificate that Edmund signs for itself, made by the {@code keytool} of Java and kept for the
 * next start, so that clients have to trust it once.
 *
 * @param keyStore the file with the key
 * @param certificate the file with the certificate in PEM, for clients
 */
record SelfSigned(Path keyStore, Path certificate) {
  /** The permissions of the file keep the key: a password beside it would keep nobody out. */
  private static final String PASSWORD = "edmund";

  private static final String ALIAS = "edmund";
  private static final String SQLITE = "jdbc:sqlite:";

  /** The longest that all browsers take. */
  private static final int DAYS = 825;

  private static final Duration LEFT = Duration.ofDays(7);
  private static final int SECONDS = 60;

  /** The files beside those of a database; in the working directory where it has none. */
  static SelfSigned beside(String database) {
    String file = database.startsWith(SQLITE) ? database.substring(SQLITE.length()) : "";
    String plain = file.replaceFirst("^file:", "").split("[?#]", 2)[0];
    String stem = plain.isEmpty() || plain.startsWith(":") ? "edmund" : plain;
    return new SelfSigned(Path.of(stem + "-tls.p12"), Path.of(stem + "-tls.pem"));
  }

  /**
   * The key and certificate that are there, or new ones.
   *
   * @param names of this host that clients may use, besides those of this machine to itself
   * @param notes takes where the certificate is, when it is new
   * @throws UserException when none can be made
   */
  Tls tls(List<String> names, Consumer<String> notes) {
    Set<String> all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
    names.stream()
        .map(name -> name.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT))
        .filter(name -> name.matches("[a-z0-9.:-]+") && !name.equals("0.0.0.0"))
        .filter(name -> !name.equals("::") && !name.equals("::1"))
        .forEach(all::add);
    if (!isGood(all)) {
      make(all);
      notes.accept(
          "A certificate was made, for clients to trust: " + certificate.toAbsolutePath() + ".");
    }
    return KeyStores.pkcs12(keyStore, PASSWORD);
  }

  /** Whether there is one that is good for a while, and for these names. */
  private boolean isGood(Set<String> names) {
    if (!Files.exists(keyStore) || !Files.exists(certificate)) {
      return false;
    }
    X509Certificate there = shown(KeyStores.pkcs12(keyStore, PASSWORD).keyStore());
    return there.getNotAfter().toInstant().isAfter(Instant.now().plus(LEFT))
        && names(there).containsAll(names);
  }

  private X509Certificate shown(KeyStore store) {
    try {
      if (store.getCertificate(ALIAS) instanceof X509Certificate shown) {
        return shown;
      }
    } catch (GeneralSecurityException e) {
      // Said below.
    }
    throw new UserException("the key store " + keyStore + " is not one of Edmund; move it away");
  }

  private static Set<String> names(X509Certificate certificate) {
    Set<String> names = new HashSet<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      if (all != null) {
        all.forEach(name -> names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT)));
      }
    } catch (GeneralSecurityException e) {
      names.clear(); // Not one of ours: another is made.
    }
    return names;
  }

  private void make(Set<String> names) {
    try {
      Path folder = keyStore.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      // In a folder of its own until it is complete, where nobody else can read it.
      Path own = Files.createTempDirectory(folder, ".tls");
      try {
        Path made = own.resolve("tls.p12");
        run(command(made, names), own.resolve("log"));
        X509Certificate shown = shown(KeyStores.pkcs12(made, PASSWORD).keyStore());
        KeyFiles.restrict(made);
        Files.writeString(certificate, pem(shown), StandardCharsets.US_ASCII);
        Files.move(made, keyStore, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        KeyFiles.delete(own);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new UserException(
          "a certificate cannot be written beside " + keyStore + "; give one with --tls-keystore");
    }
  }

  private static List<String> command(Path made, Set<String> names) {
    List<String> alternatives = new ArrayList<>();
    for (String name : names) {
      boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
      alternatives.add((address ? "ip:" : "dns:") + name);
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-sigalg",
        "SHA256withECDSA",
        "-dname",
        "CN=Edmund on this machine",
        "-validity",
        Integer.toString(DAYS),
        "-ext",
        "SAN=" + String.join(",", alternatives),
        "-ext",
        "EKU=serverAuth",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        made.toString());
  }

  private static void run(List<String> command, Path log) throws IOException {
    boolean done = false;
    try {
      Process keytool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      keytool.getOutputStream().close();
      done = keytool.waitFor(SECONDS, TimeUnit.SECONDS) && keytool.exitValue() == 0;
      keytool.destroyForcibly();
    } catch (IOException e) {
      // This Java has none.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!done) {
      throw new UserException(
          "the keytool of this Java makes no certificate; give one with --tls-keystore, or with"
              + " --tls-cert and --tls-key");
    }
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
