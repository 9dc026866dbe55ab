package dev.edmund.format.json;

import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.NestedSql;
import dev.edmund.store.Row;
import dev.edmund.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes related entities whose types have no table in common. */
final class AnyTypeWriter {
  private final String link;
  private final int rootType;
  private final Map<String, Branch> branches;

  private AnyTypeWriter(String link, int rootType, Map<String, Branch> branches) {
    this.link = link;
    this.rootType = rootType;
    this.branches = branches;
  }

  private record Branch(NestedSql read, EntityWriter entity) {}

  static MemberWriter of(Member.OfAnyType member, JsonOptions options, Dialect dialect) {
    Map<String, Branch> branches = new HashMap<>();
    member
        .branches()
        .forEach(
            (type, branch) ->
                branches.put(
                    type,
                    new Branch(
                        NestedSql.of(branch.read().query(), dialect).only(member.rootType(), type),
                        EntityWriter.compile(branch.shape(), options, dialect))));
    AnyTypeWriter writer = new AnyTypeWriter(member.name(), member.rootType(), branches);
    byte[] name = JsonBuffer.name(member.name());
    NestedRead members = member.members();
    return members == null
        ? writer.single(name)
        : writer.collection(name, NestedSql.of(members.query(), dialect));
  }

  private MemberWriter single(byte[] name) {
    return (frame, out) -> {
      out.member(name);
      if (!write(frame.row(), frame, out, false)) {
        out.nullValue();
      }
    };
  }

  private MemberWriter collection(byte[] name, NestedSql nested) {
    return (frame, out) -> {
      out.member(name).raw('[');
      try (Rows rows = frame.row().related(nested)) {
        while (rows.next()) {
          write(rows, frame, out, true);
        }
      }
      out.raw(']');
    };
  }

  /** Writes the entity that a row points to; false where there is none. */
  private boolean write(Row pointer, Frame frame, JsonBuffer out, boolean separate) {
    Branch branch = branch(pointer.bytes(rootType));
    if (branch == null) {
      return false;
    }
    try (Rows rows = pointer.related(branch.read)) {
      boolean found = rows.next();
      if (found) {
        branch.entity.write(rows, frame, link, separate ? out.separate() : out);
      }
      return found;
    }
  }

  private @Nullable Branch branch(byte @Nullable [] type) {
    return type == null ? null : branches.get(new String(type, StandardCharsets.UTF_8));
  }
}
