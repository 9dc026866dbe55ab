package dev.edmund.http;

import java.security.KeyStore;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
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

  /**
   * TLS 1.2 and 1.3, and above them HTTP/2 or HTTP/1.1, as the client chooses while it connects.
   */
  ConnectionFactory[] protocols(HttpConfiguration configuration) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(keyStore);
    context.setKeyManagerPassword(password);
    context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    // Some ciphers of TLS 1.2 may not be used for HTTP/2 (RFC 9113, appendix A): they come last.
    context.setCipherComparator(HTTP2Cipher.COMPARATOR);
    // A server on a developer's machine is reached by names that no certificate has.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    ConnectionFactory http1 = new HttpConnectionFactory(configuration);
    ConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
    ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
    choice.setDefaultProtocol(http1.getProtocol());
    ConnectionFactory tls = new SslConnectionFactory(context, choice.getProtocol());
    return new ConnectionFactory[] {tls, choice, http2, http1};
  }

  /** Without secrets: this may end up in a log. */
  @Override
  public String toString() {
    return "Tls[]";
  }
}
