package dev.edmund.format.json;

import dev.edmund.format.json.JsonOptions.Omit;
import dev.edmund.plan.shape.Member;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/** Leaves out values that a client does not want to read (Part 1, 8.2.8.6). */
record Omission(Omit omit) {

  /** The writers of a primitive value, its annotations included, where it is not left out. */
  List<MemberWriter> of(Member.Value member, List<MemberWriter> writers) {
    if (omit == Omit.NOTHING) {
      return writers;
    }
    EdmProperty property = member.property();
    String standard = omit == Omit.DEFAULTS && property != null ? property.getDefaultValue() : null;
    boolean nulls = omitsNull(property);
    return List.of(
        (frame, out) -> {
          String text =
              standard == null && frame.row().bytes(member.column()) != null
                  ? ""
                  : ValueEncoders.text(frame.row(), member);
          if (text == null ? !nulls : !text.equals(standard)) {
            writers.forEach(writer -> writer.write(frame, out));
          }
        });
  }

  /** The writer of a value that is null where a column is, and then left out. */
  MemberWriter of(int presence, MemberWriter writer) {
    return omit == Omit.NOTHING
        ? writer
        : (frame, out) -> {
          if (frame.row().bytes(presence) != null) {
            writer.write(frame, out);
          }
        };
  }

  /** Null says something where there is another default. */
  boolean omitsNull(@Nullable EdmProperty property) {
    return omit == Omit.NULLS
        || (omit == Omit.DEFAULTS && (property == null || property.getDefaultValue() == null));
  }
}
