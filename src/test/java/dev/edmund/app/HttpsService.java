package dev.edmund.app;

import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import dev.edmund.http.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The shipped model over HTTPS, with a certificate that is made for it. */
public final class HttpsService implements AutoCloseable {
  private final ShippedService shipped;
  private final HttpServer server;
  private final Path certificate;

  private HttpsService(ShippedService shipped, HttpServer server, Path certificate) {
    this.shipped = shipped;
    this.server = server;
    this.certificate = certificate;
  }

  /**
   * Loads the shipped data into a new database.
   *
   * @param folder where the certificate is put
   */
  public static HttpsService open(String jdbcUrl, Path folder) throws IOException {
    SelfSigned own = new SelfSigned(folder.resolve("tls.p12"), folder.resolve("tls.pem"));
    Tls tls = own.tls(List.of(), note -> {});
    int urlBytes = Limits.defaults().urlBytes();
    HttpServer server =
        HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, urlBytes, tls, 0, Set.of()));
    ShippedService shipped = ShippedService.open(jdbcUrl);
    server.start(shipped.service());
    return new HttpsService(shipped, server, own.certificate());
  }

  /** The root of the server, without a last slash. */
  public String root() {
    return "https://localhost:" + server.port();
  }

  /** The certificate, in PEM. */
  public Path certificate() {
    return certificate;
  }

  @Override
  public void close() {
    server.close();
    shipped.close();
  }
}
