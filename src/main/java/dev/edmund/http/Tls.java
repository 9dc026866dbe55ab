package dev.edmund.http;

import java.security.KeyStore;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What a server shows for itself to be talked to in secret.
 *
 * @param keyStore holds the private key with its certificates
 * @param password of the key
 */
public record Tls(KeyStore keyStore, String password) {

  /** Puts TLS 1.2 and 1.3 below HTTP/1.1. */
  SslConnectionFactory below(HttpConnectionFactory http) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(keyStore);
    context.setKeyManagerPassword(password);
    context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    // A server on a developer's machine is reached by names that no certificate has.
    http.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
    return new SslConnectionFactory(context, http.getProtocol());
  }

  /** Without secrets: this may end up in a log. */
  @Override
  public String toString() {
    return "Tls[]";
  }
}
