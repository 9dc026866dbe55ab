package dev.edmund.bench.floor;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the floor until standard input ends, which it does when the benchmark dies, too. */
public final class FloorMain {
  private static final int SESSIONS = 4;
  private static final int BUFFER = 64 * 1024;
  private static final int MAX_THREADS = 64;

  private FloorMain() {}

  /**
   * Starts.
   *
   * @param args the database's JDBC URL and the port
   */
  public static void main(String[] args) throws Exception {
    BlockingQueue<Session> sessions = new ArrayBlockingQueue<>(SESSIONS);
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(new Session(args[0]));
    }
    Server server = new Server(new QueuedThreadPool(MAX_THREADS, 4));
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setOutputBufferSize(BUFFER);
    http.setOutputAggregationSize(BUFFER);
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(args[1]));
    server.addConnector(connector);
    server.setHandler(
        new FloorHandler(sessions, new FloorReads(FloorSql.of(args[0])), FloorInserts.of(args[0])));
    server.start();
    while (System.in.read() >= 0) {
      // Nothing is ever said.
    }
    server.stop();
  }
}
