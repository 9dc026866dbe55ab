package dev.edmund.bench.floor;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Finds the read of a request by its text and runs it on a free session. */
final class FloorHandler extends Handler.Abstract {
  private static final int PAGE = 5_000;
  private static final int NO_CONTENT = 204;
  private static final String PAGE_SIZE = "odata.maxpagesize=";

  private final BlockingQueue<Session> free;
  private final Map<String, FloorRead> reads;
  private final FloorRead byKey;
  private final FloorInserts inserts;
  private final JsonFactory json = new JsonFactory();

  FloorHandler(BlockingQueue<Session> free, FloorReads reads, FloorInserts inserts) {
    this.free = free;
    this.reads = reads.all();
    this.byKey = reads.byKey();
    this.inserts = inserts;
  }

  /** A read and what it is to read. */
  private record Found(@Nullable FloorRead read, String argument) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws IOException, SQLException, InterruptedException {
    String target = request.getHttpURI().getPathQuery();
    if (target.equals("/ready")) {
      callback.succeeded();
      return true;
    }
    if (request.getMethod().equals("POST")) {
      return insert(target, request, response, callback);
    }
    Found found = find(target);
    FloorRead read = found.read();
    if (read == null) {
      return false;
    }
    answer(read, new FloorRequest(root(request), found.argument(), pageSize(request)), response);
    callback.succeeded();
    return true;
  }

  private boolean insert(String target, Request request, Response response, Callback callback)
      throws IOException, SQLException, InterruptedException {
    if (target.equals(Targets.BATCH)) {
      ChangeSet set = ChangeSet.read(json, Content.Source.asInputStream(request));
      inserts.insertAll(set.accounts());
      response
          .getHeaders()
          .put(HttpHeader.CONTENT_TYPE, "application/json")
          .put("OData-Version", "4.0");
      byte[] answer = set.answer(root(request) + Targets.ACCOUNTS);
      response.write(true, ByteBuffer.wrap(answer), callback);
      return true;
    }
    if (!target.equals(Targets.ACCOUNTS)) {
      return false;
    }
    Account account = Account.read(json, Content.Source.asInputStream(request));
    inserts.insert(account);
    response.setStatus(NO_CONTENT);
    response
        .getHeaders()
        .put("OData-EntityId", root(request) + target + "(" + account.key() + ")")
        .put("OData-Version", "4.0")
        .put("Preference-Applied", "return=minimal");
    callback.succeeded();
    return true;
  }

  private static String root(Request request) {
    return "http://" + request.getHeaders().get(HttpHeader.HOST);
  }

  private Found find(String target) {
    if (target.startsWith(Targets.CONNECTION)) {
      return new Found(byKey, target.substring(Targets.CONNECTION.length(), target.length() - 1));
    }
    int token = target.indexOf(PagedRead.TOKEN);
    return token < 0
        ? new Found(reads.get(target), "")
        : new Found(
            reads.get(target.substring(0, token)),
            target.substring(token + PagedRead.TOKEN.length()));
  }

  private static int pageSize(Request request) {
    String prefer = request.getHeaders().get("Prefer");
    return prefer != null && prefer.startsWith(PAGE_SIZE)
        ? Integer.parseInt(prefer.substring(PAGE_SIZE.length()))
        : PAGE;
  }

  private void answer(FloorRead read, FloorRequest request, Response response)
      throws IOException, SQLException, InterruptedException {
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, "application/json;odata.metadata=minimal")
        .put("OData-Version", "4.0");
    Session session = free.take();
    try {
      Body body = new Body(response, session.buffer());
      read.write(session, request, body);
      body.end();
    } finally {
      free.put(session);
    }
  }
}
