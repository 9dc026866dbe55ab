package dev.edmund.plan;

import dev.edmund.plan.paging.Keyset;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All queries of a plan, each with what it is for. */
public final class PlanQueries implements Plan.Visitor<List<PlanQueries.Labelled>> {
  private final List<@Nullable Object> after;
  private final Keyset.Form keyset;
  private final List<Labelled> queries = new ArrayList<>();

  /** A query and its part in the answer; nothing for the one that makes the rows. */
  public record Labelled(String label, Query query) {}

  private PlanQueries(List<@Nullable Object> after, Keyset.Form keyset) {
    this.after = after;
    this.keyset = keyset;
  }

  /**
   * The queries of a plan.
   *
   * @param after the sort keys of the last row before the page; empty for the first page
   * @param keyset the form of going on behind a row
   */
  public static List<Labelled> of(Plan plan, List<@Nullable Object> after, Keyset.Form keyset) {
    return plan.accept(new PlanQueries(after, keyset));
  }

  private void add(String label, @Nullable Query query) {
    if (query != null) {
      queries.add(new Labelled(label, query));
    }
  }

  @Override
  public List<Labelled> entities(Plan.Entities p) {
    add("count", p.count());
    List<Query> parts =
        after.isEmpty()
            ? List.of(p.query())
            : Keyset.after(p.query(), Keyset.stored(p.query(), after), keyset);
    Long top = p.paging().top();
    int size = p.paging().size();
    long rows = top != null && top <= size ? top : size + 1L;
    for (Query part : parts) {
      add(
          part.equals(parts.get(0)) ? "" : "then",
          part.window(rows, after.isEmpty() ? p.paging().skip() : 0));
    }
    shape("", p.shape());
    add("found", p.found());
    return queries;
  }

  @Override
  public List<Labelled> union(Plan.Union p) {
    p.parts().forEach(this::entities);
    return queries;
  }

  @Override
  public List<Labelled> entity(Plan.Entity p) {
    add("", p.query());
    shape("", p.shape());
    add("found", p.found());
    return queries;
  }

  @Override
  public List<Labelled> property(Plan.Property p) {
    add("", p.query());
    p.member().accept(new Nested(""));
    add("found", p.found());
    return queries;
  }

  @Override
  public List<Labelled> count(Plan.Count p) {
    p.queries().forEach(query -> add("", query));
    add("found", p.found());
    return queries;
  }

  @Override
  public List<Labelled> stream(Plan.Stream p) {
    add("", p.query());
    add("chunk", p.chunk(17, 0, "v"));
    add("found", p.found());
    return queries;
  }

  private void shape(String path, EntityShape shape) {
    for (EntityShape.Variant variant : shape.variants()) {
      if (variant.detail() != null) {
        add("for each " + variant.type().getName(), variant.detail().read().query());
      }
      variant.members().forEach(member -> member.accept(new Nested(path)));
    }
  }

  private final class Nested implements Member.Visitor<Boolean> {
    private final String path;

    Nested(String path) {
      this.path = path;
    }

    private String inside(Member member) {
      return path.isEmpty() ? member.name() : path + "/" + member.name();
    }

    private void read(String label, @Nullable NestedRead read) {
      add("for each row: " + label, read == null ? null : read.query());
    }

    @Override
    public Boolean value(Member.Value m) {
      return true;
    }

    @Override
    public Boolean complex(Member.Complex m) {
      m.parts().forEach(part -> part.accept(new Nested(inside(m))));
      return true;
    }

    @Override
    public Boolean values(Member.Values m) {
      read(inside(m) + "/$count", m.count());
      read(inside(m), m.read());
      return true;
    }

    @Override
    public Boolean document(Member.Document m) {
      return true;
    }

    @Override
    public Boolean dynamic(Member.Dynamic m) {
      return true;
    }

    @Override
    public Boolean undeclared(Member.Undeclared m) {
      return true;
    }

    @Override
    public Boolean stream(Member.Stream m) {
      read(inside(m) + "/$value", m.content());
      return true;
    }

    @Override
    public Boolean related(Member.Related m) {
      shape(inside(m), m.shape());
      return true;
    }

    @Override
    public Boolean expanded(Member.Expanded m) {
      read(inside(m) + "/$count", m.count());
      read(inside(m), m.read());
      if (m.shape() != null) {
        shape(inside(m), m.shape());
      }
      return true;
    }

    @Override
    public Boolean sometimes(Member.Sometimes m) {
      return m.member().accept(this);
    }

    @Override
    public Boolean ofAnyType(Member.OfAnyType m) {
      read(inside(m), m.members());
      m.branches()
          .forEach(
              (type, branch) -> {
                read(inside(m) + " of " + type, branch.read());
                shape(inside(m), branch.shape());
              });
      return true;
    }
  }
}
