package dev.edmund.plan;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a GET reads. The context is the fragment behind {@code $metadata#}. */
public sealed interface Plan {

  <R> R accept(Visitor<R> visitor);

  /**
   * Entities, page by page.
   *
   * @param count asks for the number of all; null when it is not wanted
   * @param found has a row when the resource that the path goes through exists; null when it needs
   *     no check
   */
  record Entities(
      Query query,
      EntityShape shape,
      Paging paging,
      String context,
      @Nullable Query count,
      @Nullable Query found)
      implements Plan {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.entities(this);
    }
  }

  /**
   * The entities of several sets, one set after the other.
   *
   * @param parts each with its number of entities
   * @param paging how the whole is cut into pages; the parts say by what they are ordered
   * @param counted whether the number of all is wanted
   */
  record Union(List<Entities> parts, Paging paging, String context, boolean counted)
      implements Plan {
    public Union {
      parts = List.copyOf(parts);
    }

    /** Those of one set. */
    public static Union of(Entities only) {
      return new Union(List.of(only), only.paging(), only.context(), only.count() != null);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.union(this);
    }
  }

  /**
   * One entity.
   *
   * @param found as above; where it has a row and the query has none the answer is 204
   */
  record Entity(Query query, EntityShape shape, String context, @Nullable Query found)
      implements Plan {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.entity(this);
    }
  }

  /**
   * A property of one entity, or a part of it.
   *
   * @param identity what the URL of the entity is made of, which the context begins with; null for
   *     the result of an operation, which is null where there is no row
   * @param context what follows that URL in the context
   * @param raw only the bare value is wanted ({@code /$value})
   * @param disposition of the bare value; null where the model does not say it
   * @param version the column behind the ETag of the entity, or -1
   */
  record Property(
      Query query,
      Member member,
      EntityShape.@Nullable Identity identity,
      String context,
      boolean raw,
      @Nullable Disposition disposition,
      int version,
      @Nullable Query found)
      implements Plan {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.property(this);
    }
  }

  /**
   * A number of rows, as plain text.
   *
   * @param queries each with a number, which are added
   */
  record Count(List<Query> queries, @Nullable Query found) implements Plan {
    public Count {
      queries = List.copyOf(queries);
    }

    Count(Query query, @Nullable Query found) {
      this(List.of(query), found);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.count(this);
    }
  }

  /**
   * A stream, whose bytes are read in chunks; none where the content type is null.
   *
   * @param query at most one row, with the columns that the following positions name
   * @param owner the row id that the chunks hang on
   * @param disposition null where the model does not say it
   * @param found as above
   */
  record Stream(
      Query query,
      int owner,
      int contentType,
      int length,
      int etag,
      @Nullable Disposition disposition,
      PropertyStorage.Stream storage,
      @Nullable Query found)
      implements Plan {
    /**
     * One chunk, in one column; none when the stream has other bytes by now.
     *
     * @param version what the column {@code etag} had
     */
    public Query chunk(long ownerId, long ordinal, String version) {
      Query.Source chunks = new Query.Rows("t0", storage.chunks());
      return new Query(
          chunks,
          List.of(),
          List.of(new Term.Field(chunks.alias(), storage.bytes())),
          List.of(
              equal(chunks, storage.owner(), ownerId),
              equal(chunks, storage.ordinal(), ordinal),
              new Condition.Exists(unchanged(version))),
          List.of(),
          1L,
          0);
    }

    private Query unchanged(String version) {
      List<Condition> where = new ArrayList<>(query.where());
      where.add(
          new Condition.Compare(
              Condition.Comparator.EQUAL,
              query.columns().get(etag),
              new Term.Bind(version, storage.etag().type())));
      return new Query(query.from(), query.joins(), query.columns(), where, List.of(), 1L, 0);
    }

    private static Condition equal(Query.Source chunks, Column column, long value) {
      return new Condition.Compare(
          Condition.Comparator.EQUAL,
          new Term.Field(chunks.alias(), column),
          new Term.Bind(value, column.type()));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stream(this);
    }
  }

  /**
   * How a result is cut into pages.
   *
   * @param size most rows in a page
   * @param top rows that {@code $top} allows in all; null without
   * @param skip rows that {@code $skip} leaves out before the first page
   * @param order the columns of the row with the values of the sort keys, the row id last; empty
   *     where rows have no row id, and a page goes on behind so many of them
   */
  record Paging(int size, @Nullable Long top, long skip, List<Integer> order) {
    public Paging {
      order = List.copyOf(order);
    }
  }

  /** What can be done to a plan. */
  interface Visitor<R> {
    R entities(Entities p);

    R union(Union p);

    R entity(Entity p);

    R property(Property p);

    R count(Count p);

    R stream(Stream p);
  }
}
