package dev.edmund.format.json;

import dev.edmund.plan.shape.Member;
import dev.edmund.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;

/** The instance annotations of a value that a client asked for with {@code include-annotations}. */
public final class ValueAnnotations {
  /** The text that people see instead of the value. */
  public static final String FORMATTED_VALUE = "OData.Community.Display.V1.FormattedValue";

  /** The name of the type that a lookup leads to. */
  public static final String LOOKUP_TYPE = "Microsoft.Dynamics.CRM.lookuplogicalname";

  /** The navigation property that goes where a lookup leads. */
  public static final String LOOKUP_NAVIGATION =
      "Microsoft.Dynamics.CRM.associatednavigationproperty";

  private final JsonOptions options;

  ValueAnnotations(JsonOptions options) {
    this.options = options;
  }

  List<MemberWriter> of(Member.Value member) {
    if (member.lookup() == null && member.labels().isEmpty()) {
      return List.of();
    }
    List<MemberWriter> writers = new ArrayList<>();
    Member.Lookup lookup = member.lookup();
    // What the model tells is nothing that is stored.
    boolean told = options.exact() && lookup != null && lookup.discriminator() < 0;
    if (lookup != null && !told && options.annotation().test(LOOKUP_NAVIGATION)) {
      Map<String, String> names = new HashMap<>();
      lookup.targets().forEach(nav -> names.put(nav.getName(), nav.getName()));
      writers.add(lookup(member, lookup, LOOKUP_NAVIGATION, names));
    }
    if (lookup != null && options.annotation().test(LOOKUP_TYPE)) {
      Map<String, String> types = new HashMap<>();
      lookup.targets().forEach(nav -> types.put(nav.getName(), nav.getType().getName()));
      writers.add(lookup(member, lookup, LOOKUP_TYPE, types));
    }
    if (!member.labels().isEmpty() && options.annotation().test(FORMATTED_VALUE)) {
      writers.add(label(member));
    }
    return writers;
  }

  /** Where only one navigation property uses the column there is no discriminator to read. */
  private static MemberWriter lookup(
      Member.Value member, Member.Lookup lookup, String term, Map<String, String> texts) {
    byte[] name = JsonBuffer.name(member.name() + "@" + term);
    EdmNavigationProperty first = lookup.targets().get(0);
    return (frame, out) -> {
      Row row = frame.row();
      if (row.bytes(member.column()) != null) {
        byte[] used = lookup.discriminator() < 0 ? null : row.bytes(lookup.discriminator());
        String key = used == null ? first.getName() : new String(used, StandardCharsets.UTF_8);
        String text = texts.get(key);
        if (text != null) {
          out.member(name).string(text);
        }
      }
    };
  }

  private static MemberWriter label(Member.Value member) {
    byte[] name = JsonBuffer.name(member.name() + "@" + FORMATTED_VALUE);
    Map<String, String> labels = member.labels();
    return (frame, out) -> {
      String value = ValueEncoders.text(frame.row(), member);
      String label = value == null ? null : labels.get(value);
      if (label != null) {
        out.member(name).string(label);
      }
    };
  }
}
