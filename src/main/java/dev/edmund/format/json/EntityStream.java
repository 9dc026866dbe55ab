package dev.edmund.format.json;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.Plan;
import dev.edmund.plan.paging.SkipToken;
import dev.edmund.plan.query.Query;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Reads;
import dev.edmund.store.Row;
import dev.edmund.store.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of entities as JSON, of one set or of several in turn, read in chunks. Each chunk is
 * read to the end and its connection given back before its bytes are written, so that a slow client
 * holds no connection; the next chunk goes on behind the last row by its sort keys.
 */
public final class EntityStream {
  /** Small results fit one chunk; large ones are cut here, before a buffer is too large to keep. */
  private static final int CHUNK_BYTES = JsonBuffers.LARGEST - (1 << 16);

  /** A client that reads on and on sees its first byte after this. */
  private static final int FIRST_CHUNK_BYTES = 1 << 16;

  /** What is sorted or grouped first is read at once, so that this is done once. */
  private static final long GATHERED_CHUNK_BYTES = 1 << 30;

  /** Much less than a statement may take. */
  private static final long GATHERED_CHUNK_NANOS = 10_000_000_000L;

  /** So few rows may come from the database at once. */
  private static final int SMALL_PAGE = 500;

  /** About what fits the first chunk, so that it need not wait for more. */
  private static final int FIRST_ROWS = 128;

  private final Reads reads;
  private final Dialect dialect;
  private final Plan.Union plan;
  private final JsonOptions options;
  private final StreamParts parts;
  private final List<Object> values;
  private final SkipToken start;
  private final Function<SkipToken, String> nextLink;
  private final @Nullable Tracking tracking;
  private final JsonBuffer out;
  private final long pageSize;
  private final boolean mayContinue;
  private final @Nullable Integer countLimit;

  private long written;
  private boolean ended;
  private long chunkBegun;
  private int chunkBytes;

  /** What a row of the chunk before took; 0 where there was none. */
  private long rowBytes;

  private @Nullable Long total;
  private List<@Nullable Object> lastKeys;
  private int part;
  private @Nullable EntityWriter writer;
  private @Nullable String state;

  /** What a gathered chunk has more than the buffer should. */
  private final KeptBytes kept = new KeptBytes();

  private long sqlNanos;
  private long firstRowNanos;

  /** How many entities of the part are still to be left out. */
  private long skip;

  /**
   * A page that begins behind {@code start}.
   *
   * @param parts what reads and writes the entities of each part of the plan
   * @param values of the parameters of the plan, as the driver takes them
   * @param nextLink the URL that goes on with a token
   * @param tracking how later changes are followed; null where they are not
   * @param countLimit the highest count that is told; null where there is none
   * @param out an empty buffer, to be used again when all is written
   */
  public EntityStream(
      Reads reads,
      Dialect dialect,
      Plan.Union plan,
      JsonOptions options,
      StreamParts parts,
      List<Object> values,
      SkipToken start,
      Function<SkipToken, String> nextLink,
      @Nullable Tracking tracking,
      @Nullable Integer countLimit,
      JsonBuffer out) {
    this.reads = reads;
    this.dialect = dialect;
    this.plan = plan;
    this.options = options;
    this.parts = parts;
    this.values = values;
    this.start = start;
    this.nextLink = nextLink;
    this.tracking = tracking;
    this.state = start.state();
    this.countLimit = countLimit;
    this.out = out;
    this.total = start.total();
    this.lastKeys = start.lastKeys();
    this.part = start.part();
    this.skip = start.equals(SkipToken.START) ? plan.paging().skip() : 0;
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
    boolean read = false;
    try {
      read = reading(this::readFirst);
    } finally {
      if (!read) {
        kept.close();
      }
    }
  }

  private boolean readFirst(ReadSession session) {
    if (tracking != null && state == null) {
      // What changes from here on may be in the result already, and is told once more.
      state = tracking.state().apply(session);
    }
    countAll(session);
    out.member(JsonBuffer.name("value")).raw('[');
    readChunk(session);
    if (written == 0 && start.equals(SkipToken.START)) {
      requireFound(session);
    }
    return true;
  }

  /** How long it took so far to make statements. */
  public long sqlNanos() {
    return sqlNanos;
  }

  /** How long it took so far from each statement to its first row. */
  public long firstRowNanos() {
    return firstRowNanos;
  }

  /** A page that one statement gives needs no transaction, which is one more trip, or two. */
  private boolean reading(Function<ReadSession, Boolean> work) {
    boolean small =
        tracking == null
            && !plan.counted()
            && plan.parts().size() == 1
            && !parts.part(0).nested()
            && pageSize <= SMALL_PAGE / parts.part(0).entities();
    return small ? reads.read(work) : reads.snapshot(work);
  }

  private void countAll(ReadSession session) {
    Integer limit = countLimit;
    if (!plan.counted()) {
      if (limit != null) {
        tellCount(-1, false);
      }
      return;
    }
    if (total == null) {
      long sum = 0;
      for (Plan.Entities entities : plan.parts()) {
        sum += number(session, entities.count());
      }
      total = sum;
    }
    long told = limit == null ? total : Math.min(total, limit);
    out.member(JsonBuffer.name("@odata.count"));
    count(told);
    if (limit != null) {
      tellCount(told, total > limit);
    }
  }

  private void count(long number) {
    if (options.ieee754Compatible()) {
      out.string(Long.toString(number));
    } else {
      out.raw(Long.toString(number));
    }
  }

  /** Where counts are limited, clients ask whether the limit was reached. */
  private void tellCount(long count, boolean more) {
    if (options.annotation().test(ValueAnnotations.TOTAL)) {
      out.member(JsonBuffer.name("@" + ValueAnnotations.TOTAL));
      count(count);
    }
    if (options.annotation().test(ValueAnnotations.TOTAL_EXCEEDED)) {
      out.member(JsonBuffer.name("@" + ValueAnnotations.TOTAL_EXCEEDED));
      out.raw(Boolean.toString(more));
    }
  }

  private long number(ReadSession session, @Nullable Query query) {
    if (query == null) {
      return 0;
    }
    try (Rows rows = session.query(ReadSql.render(query, dialect).given(values), null)) {
      return rows.next() && rows.value(0) instanceof Long number ? number : 0;
    }
  }

  private void requireFound(ReadSession session) {
    Query found = plan.parts().isEmpty() ? null : plan.parts().get(0).found();
    if (found != null && !session.hasRow(ReadSql.render(found, dialect).given(values))) {
      throw new ODataException(
          ErrorCode.NOT_FOUND, "The entity that the path goes through does not exist.");
    }
  }

  /** Writes the page, chunk by chunk, and what closes it. */
  public void writeTo(OutputStream target) throws IOException {
    try (kept) {
      while (!ended) {
        writeChunk(target);
        out.clear();
        reads.retries().run(this::nextChunk);
      }
      writeChunk(target);
    }
  }

  private void writeChunk(OutputStream target) throws IOException {
    kept.writeTo(target);
    out.writeTo(target);
  }

  /** Reads a chunk; nothing of it is left when that fails, so that it can be read again. */
  private boolean nextChunk() {
    chunkBytes = Math.max(chunkBytes, CHUNK_BYTES);
    long writtenBefore = written;
    List<@Nullable Object> keysBefore = lastKeys;
    int partBefore = part;
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
        kept.clear();
        written = writtenBefore;
        lastKeys = keysBefore;
        part = partBefore;
        writer = null;
        ended = false;
      }
    }
  }

  private void readChunk(ReadSession session) {
    chunkBegun = System.nanoTime();
    if (pageSize == 0) {
      close(false);
      return;
    }
    for (; part < plan.parts().size(); goTo(part + 1)) {
      if (isSkipped(session)) {
        continue;
      }
      if (lastKeys.isEmpty()) {
        if (readPart(session, wanted -> parts.first(part, wanted, offset()), values)) {
          return;
        }
      } else {
        if (readRest(session)) {
          return;
        }
      }
      skip = 0;
    }
    close(false);
  }

  /** Writes the rows of a part behind the last one; true when the chunk or the page ends there. */
  private boolean readRest(ReadSession session) {
    List<Object> given = new ArrayList<>(values);
    lastKeys.stream().filter(Objects::nonNull).forEach(given::add);
    for (LongFunction<Statement> rest : parts.behind(part, lastKeys, values.size())) {
      if (readPart(session, rest, given)) {
        return true;
      }
    }
    return false;
  }

  /** Goes to the first row of a part. */
  private void goTo(int next) {
    part = next;
    writer = null;
    lastKeys = List.of();
  }

  /**
   * Whether {@code $skip} leaves out a whole part; only where another one follows is it counted.
   */
  private boolean isSkipped(ReadSession session) {
    if (skip == 0 || plan.parts().size() == 1) {
      return false;
    }
    long rows = number(session, plan.parts().get(part).count());
    boolean skipped = rows <= skip;
    skip -= skipped ? rows : 0;
    return skipped;
  }

  private EntityWriter writer() {
    EntityWriter known = writer;
    if (known == null) {
      known = parts.part(part).writer();
      writer = known;
    }
    return known;
  }

  /** Writes the rows of a query; true when the chunk or the page ends with it. */
  private boolean readPart(
      ReadSession session, LongFunction<Statement> statement, List<Object> given) {
    // One row more tells whether there is another page.
    long left = pageSize - written + (mayContinue ? 1 : 0);
    if (left == 0) {
      return false;
    }
    long begun = System.nanoTime();
    long writtenBefore = written;
    Packed packed = parts.part(part);
    Statement made = statement.apply(written == 0 ? left : roughly(left)).given(given);
    long asked = System.nanoTime();
    sqlNanos += asked - begun;
    try (Rows rows = session.query(made, packed.columns(), rowsAtOnce(packed), dialect)) {
      boolean more = rows.next();
      firstRowNanos += System.nanoTime() - asked;
      while (more && written < pageSize) {
        if (written > 0) {
          out.raw(',');
        }
        writer().write(rows, out);
        written++;
        boolean full = isFull(packed);
        if (full || written == pageSize) {
          lastKeys = keys(rows);
        }
        if (full && written < pageSize) {
          rowBytes = Math.max(1, out.size() / (written - writtenBefore));
          return true;
        }
        more = rows.next();
      }
      if (more) {
        close(mayContinue);
      }
      return more;
    }
  }

  /**
   * As many rows or some more: the rows of a chunk are as many as fit, and a database that has the
   * limit in the text would plan each chunk anew.
   */
  private static long roughly(long rows) {
    long step = Math.max(1, Long.highestOneBit(rows) >> 3);
    return (rows + step - 1) / step * step;
  }

  /** So many rows at a time that few are read which do not fit the chunk any more. */
  private int rowsAtOnce(Packed packed) {
    long usual = Math.max(1, SMALL_PAGE / packed.entities());
    if (packed.gathered() || packed.nested() || pageSize <= SMALL_PAGE) {
      return (int) usual;
    }
    if (rowBytes == 0) {
      return (int) Math.min(usual, FIRST_ROWS);
    }
    long rows = chunkBytes / rowBytes;
    long fitting = rows + rows / 20 + 1;
    long times = (fitting + usual - 1) / usual;
    return (int) ((fitting + times - 1) / times);
  }

  /** Whether the chunk is to end here; what a gathered one has so far is kept elsewhere. */
  private boolean isFull(Packed packed) {
    if (out.size() <= chunkBytes) {
      return false;
    }
    if (!packed.gathered()) {
      return true;
    }
    kept.take(out);
    return kept.size() > GATHERED_CHUNK_BYTES
        || System.nanoTime() - chunkBegun > GATHERED_CHUNK_NANOS;
  }

  /** How many rows come before the next one, where only their number tells. */
  private long offset() {
    if (plan.parts().get(part).paging().order().isEmpty()) {
      return plan.paging().skip() + start.returned() + written;
    }
    return lastKeys.isEmpty() ? skip : 0;
  }

  private List<@Nullable Object> keys(Row row) {
    List<@Nullable Object> keys = new ArrayList<>();
    for (int column : plan.parts().get(part).paging().order()) {
      keys.add(row.value(column));
    }
    return keys;
  }

  private void close(boolean more) {
    ended = true;
    out.raw(']');
    if (more) {
      SkipToken next = new SkipToken(start.returned() + written, total, lastKeys, part, state);
      out.member(JsonBuffer.name("@odata.nextLink")).string(nextLink.apply(next));
    } else if (tracking != null && state != null) {
      out.member(JsonBuffer.name("@odata.deltaLink")).string(tracking.deltaLink().apply(state));
    }
    out.raw('}');
  }
}
