package dev.edmund.format.json;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.Keyset;
import dev.edmund.plan.Plan;
import dev.edmund.plan.SkipToken;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.shape.Nested;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.store.ReadPool;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Retries;
import dev.edmund.store.Row;
import dev.edmund.store.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of entities as JSON, read in chunks. Each chunk is read to the end and its connection
 * given back before its bytes are written, so that a slow client holds no connection; the next
 * chunk goes on behind the last row by its sort keys.
 */
public final class EntityStream {
  /** Small results fit one chunk; large ones are cut where the buffer has grown to this. */
  private static final int CHUNK_BYTES = 1 << 20;

  /** A client that reads on and on sees its first byte after this. */
  private static final int FIRST_CHUNK_BYTES = 1 << 16;

  /** Where the first row took long to come, as a sort makes it, larger chunks repeat that less. */
  private static final int SLOW_CHUNK_BYTES = 4 << 20;

  /** So few rows may come from the database at once. */
  private static final int SMALL_PAGE = 500;

  private static final long SLOW_FIRST_ROW_NANOS = 10_000_000;

  private final ReadPool pool;
  private final Dialect dialect;
  private final Plan.Entities plan;
  private final EntityWriter writer;
  private final boolean ieee754Compatible;
  private final SkipToken start;
  private final Function<SkipToken, String> nextLink;
  private final JsonBuffer out = new JsonBuffer();
  private final long pageSize;
  private final boolean mayContinue;

  private long written;
  private boolean ended;
  private int chunkBytes;
  private @Nullable Long total;
  private List<@Nullable Object> lastKeys;

  /**
   * A page that begins behind {@code start}.
   *
   * @param ieee754Compatible whether the count, an Int64, is a string
   * @param nextLink the URL that goes on with a token
   */
  public EntityStream(
      ReadPool pool,
      Dialect dialect,
      Plan.Entities plan,
      EntityWriter writer,
      boolean ieee754Compatible,
      SkipToken start,
      Function<SkipToken, String> nextLink) {
    this.pool = pool;
    this.dialect = dialect;
    this.plan = plan;
    this.writer = writer;
    this.ieee754Compatible = ieee754Compatible;
    this.start = start;
    this.nextLink = nextLink;
    this.total = start.total();
    this.lastKeys = start.lastKeys();
    Long top = plan.paging().top();
    long left = top == null ? Long.MAX_VALUE : Math.max(0, top - start.returned());
    this.pageSize = Math.min(left, plan.paging().size());
    this.mayContinue = left > pageSize;
    this.chunkBytes = pageSize <= SMALL_PAGE ? CHUNK_BYTES : FIRST_CHUNK_BYTES;
  }

  /**
   * Reads the first chunk; nothing is written yet, so that what fails here is still an answer.
   *
   * @param context the whole context URL; null where it is not wanted
   */
  public void open(@Nullable String context) {
    out.raw('{');
    if (context != null) {
      out.context(context);
    }
    reading(
        session -> {
          countAll(session);
          out.member(JsonBuffer.name("value")).raw('[');
          readChunk(session);
          if (written == 0 && start.equals(SkipToken.START)) {
            requireFound(session);
          }
          return true;
        });
  }

  /** A page that one statement gives needs no transaction, which is one more trip, or two. */
  private boolean reading(Function<ReadSession, Boolean> work) {
    boolean small = pageSize <= SMALL_PAGE && plan.count() == null && !Nested.in(plan.shape());
    return small ? pool.read(work) : pool.snapshot(work);
  }

  private void countAll(ReadSession session) {
    Query count = plan.count();
    if (count == null) {
      return;
    }
    if (total == null) {
      total = number(session, count);
    }
    out.member(JsonBuffer.name("@odata.count"));
    if (ieee754Compatible) {
      out.string(Long.toString(total));
    } else {
      out.raw(Long.toString(total));
    }
  }

  private long number(ReadSession session, Query query) {
    try (Rows rows = session.query(ReadSql.render(query, dialect), null)) {
      return rows.next() && rows.value(0) instanceof Long number ? number : 0;
    }
  }

  private void requireFound(ReadSession session) {
    Query found = plan.found();
    if (found != null && !session.hasRow(ReadSql.render(found, dialect))) {
      throw new ODataException(
          ErrorCode.NOT_FOUND, "The entity that the path goes through does not exist.");
    }
  }

  /** Writes the page, chunk by chunk, and what closes it. */
  public void writeTo(OutputStream target) throws IOException {
    while (!ended) {
      out.writeTo(target);
      out.clear();
      Retries.USUAL.run(this::nextChunk);
    }
    out.writeTo(target);
  }

  /** Reads a chunk; nothing of it is left when that fails, so that it can be read again. */
  private boolean nextChunk() {
    chunkBytes = Math.max(chunkBytes, CHUNK_BYTES);
    long writtenBefore = written;
    List<@Nullable Object> keysBefore = lastKeys;
    boolean read = false;
    try {
      read =
          reading(
              session -> {
                readChunk(session);
                return true;
              });
      return read;
    } finally {
      if (!read) {
        out.clear();
        written = writtenBefore;
        lastKeys = keysBefore;
        ended = false;
      }
    }
  }

  private void readChunk(ReadSession session) {
    if (pageSize == 0) {
      close(false);
      return;
    }
    int limit = out.size() + chunkBytes;
    for (Query part : rest()) {
      if (readPart(session, part, limit)) {
        return;
      }
    }
    close(false);
  }

  /** Writes the rows of a query; true when the chunk or the page ends with it. */
  private boolean readPart(ReadSession session, Query part, int limit) {
    // One row more tells whether there is another page.
    long wanted = pageSize - written + (mayContinue ? 1 : 0);
    if (wanted == 0) {
      return false;
    }
    long begun = System.nanoTime();
    long offset = lastKeys.isEmpty() ? plan.paging().skip() + counted() : 0;
    Query window = part.window(wanted, offset);
    try (Rows rows = session.query(window, dialect)) {
      boolean more = rows.next();
      if (System.nanoTime() - begun > SLOW_FIRST_ROW_NANOS) {
        chunkBytes = SLOW_CHUNK_BYTES;
      }
      while (more && written < pageSize) {
        if (written > 0) {
          out.raw(',');
        }
        writer.write(rows, out);
        written++;
        boolean full = out.size() > limit;
        if (full || written == pageSize) {
          lastKeys = keys(rows);
        }
        if (full && written < pageSize) {
          return true;
        }
        more = rows.next();
      }
      if (more) {
        close(true);
      }
      return more;
    }
  }

  /** How many rows come before the next one where only their number tells. */
  private long counted() {
    return plan.paging().order().isEmpty() ? start.returned() + written : 0;
  }

  /** What has not been read yet, to be run in turn. */
  private List<Query> rest() {
    return lastKeys.isEmpty()
        ? List.of(plan.query())
        : Keyset.after(plan.query(), lastKeys, dialect.keyset());
  }

  private List<@Nullable Object> keys(Row row) {
    List<@Nullable Object> keys = new ArrayList<>();
    for (int column : plan.paging().order()) {
      keys.add(row.value(column));
    }
    return keys;
  }

  private void close(boolean more) {
    ended = true;
    out.raw(']');
    if (more) {
      SkipToken next = new SkipToken(start.returned() + written, total, lastKeys);
      out.member(JsonBuffer.name("@odata.nextLink")).string(nextLink.apply(next));
    }
    out.raw('}');
  }
}
