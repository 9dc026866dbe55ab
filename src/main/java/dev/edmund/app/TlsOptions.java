package dev.edmund.app;

import dev.edmund.http.Tls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What makes the server one of HTTPS. */
final class TlsOptions {
  private final UnaryOperator<@Nullable String> environment;

  @Option(
      names = "--tls",
      description =
          "Serves HTTPS, with a self-signed certificate that is made beside the database unless"
              + " another is given (default: HTTP).")
  private boolean tls;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "The PKCS12 key store with the private key and its certificates.")
  private @Nullable Path keyStore;

  @Option(
      names = "--tls-keystore-password-file",
      paramLabel = "FILE",
      description =
          "The file whose first line is the password of the key store (default: the variable"
              + " EDMUND_TLS_KEYSTORE_PASSWORD).")
  private @Nullable Path passwordFile;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "The PEM file with the certificate, and those that it is signed with behind.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The PEM file with the private key of the certificate.")
  private @Nullable Path key;

  /**
   * @param environment a password is no argument, which all users of a machine can read
   */
  TlsOptions(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * The key and certificates to serve with; null for HTTP.
   *
   * @param database a JDBC URL; a certificate that is made is kept beside its file
   * @param names of the host, which a certificate that is made is for
   * @param notes takes what people should know
   * @throws UserException when the options do not go together or a file cannot be used
   */
  @Nullable Tls read(String database, List<String> names, Consumer<String> notes) {
    if (keyStore != null && (certificate != null || key != null)) {
      throw new UserException(
          "--tls-keystore has the certificate; leave out --tls-cert, --tls-key");
    }
    if (keyStore != null) {
      return KeyStores.pkcs12(keyStore, password());
    }
    if (certificate != null && key != null) {
      return KeyStores.pem(certificate, key);
    }
    if (certificate != null || key != null) {
      throw new UserException("--tls-cert and --tls-key are given together");
    }
    return tls ? SelfSigned.beside(database).tls(names, notes) : null;
  }

  private String password() {
    return Optional.ofNullable(
            PasswordFile.read(
                passwordFile, () -> environment.apply("EDMUND_TLS_KEYSTORE_PASSWORD")))
        .orElse("");
  }
}
