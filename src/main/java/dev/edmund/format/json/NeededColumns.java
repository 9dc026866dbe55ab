package dev.edmund.format.json;

import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns of a row are still read when some members are written by the database. */
final class NeededColumns implements Member.Visitor<Boolean> {
  private final Set<Integer> needed;
  private final Set<Member> written;
  private final Dialect dialect;

  private NeededColumns(Set<Integer> needed, Set<Member> written, Dialect dialect) {
    this.needed = needed;
    this.written = written;
    this.dialect = dialect;
  }

  /** The columns that an entity is made of, and those that are kept for another purpose. */
  static Set<Integer> of(EntityShape shape, List<Integer> kept, Spans spans, Dialect dialect) {
    Set<Integer> needed = new HashSet<>(kept);
    new NeededColumns(needed, spans.members(), dialect).entity(shape);
    return needed;
  }

  private void entity(EntityShape shape) {
    needed.add(shape.discriminator());
    identity(shape.identity());
    for (EntityShape.Variant variant : shape.variants()) {
      if (variant.detail() == null) {
        needed.add(variant.version());
        variant.members().forEach(member -> member.accept(this));
      } else {
        nested(variant.detail().read());
      }
    }
  }

  private void identity(EntityShape.Identity identity) {
    for (EntityShape.KeyPart part : identity.key()) {
      needed.add(part.value().column());
      needed.add(part.value().offset());
    }
  }

  /** Columns of the row that a statement is run for. */
  private boolean nested(@Nullable NestedRead read) {
    if (read != null) {
      for (Statement.Bind bind : ReadSql.render(read.query(), dialect).binds()) {
        if (bind instanceof Statement.ParentColumn column) {
          needed.add(column.position());
        }
      }
    }
    return true;
  }

  @Override
  public Boolean value(Member.Value m) {
    if (written.contains(m)) {
      return true;
    }
    needed.addAll(List.of(m.offset(), m.currency()));
    Member.Lookup lookup = m.lookup();
    if (lookup != null) {
      needed.addAll(List.of(lookup.discriminator(), lookup.name(), lookup.type()));
    }
    return needed.add(m.column());
  }

  @Override
  public Boolean complex(Member.Complex m) {
    m.parts().forEach(part -> part.accept(this));
    return needed.add(m.presence());
  }

  @Override
  public Boolean values(Member.Values m) {
    return nested(m.read()) && nested(m.count());
  }

  @Override
  public Boolean document(Member.Document m) {
    return needed.add(m.column());
  }

  @Override
  public Boolean dynamic(Member.Dynamic m) {
    return needed.add(m.column());
  }

  @Override
  public Boolean undeclared(Member.Undeclared m) {
    return needed.addAll(List.of(m.tag(), m.kind(), m.value()));
  }

  @Override
  public Boolean stream(Member.Stream m) {
    needed.addAll(List.of(m.contentType(), m.etag()));
    return nested(m.content());
  }

  @Override
  public Boolean related(Member.Related m) {
    entity(m.shape());
    return needed.add(m.presence());
  }

  @Override
  public Boolean expanded(Member.Expanded m) {
    return (written.contains(m) || nested(m.read())) && nested(m.count());
  }

  @Override
  public Boolean ofAnyType(Member.OfAnyType m) {
    needed.add(m.rootType());
    m.branches().values().forEach(branch -> nested(branch.read()));
    return nested(m.members());
  }

  @Override
  public Boolean sometimes(Member.Sometimes m) {
    needed.add(m.there());
    return m.member().accept(this);
  }
}
