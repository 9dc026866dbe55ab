package dev.edmund.format.json;

import dev.edmund.plan.shape.Member;
import dev.edmund.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.jspecify.annotations.Nullable;

/** The instance annotations of a value that a client asked for with {@code include-annotations}. */
public final class ValueAnnotations {
  /** The text that people see instead of the value. */
  public static final String FORMATTED_VALUE = "OData.Community.Display.V1.FormattedValue";

  /** The name of the type that a lookup leads to. */
  public static final String LOOKUP_TYPE = "Microsoft.Dynamics.CRM.lookuplogicalname";

  /** The navigation property that goes where a lookup leads. */
  public static final String LOOKUP_NAVIGATION =
      "Microsoft.Dynamics.CRM.associatednavigationproperty";

  /** How many entities there are, as far as that is told; -1 where it was not asked. */
  public static final String TOTAL = "Microsoft.Dynamics.CRM.totalrecordcount";

  /** Whether there are more entities than are told. */
  public static final String TOTAL_EXCEEDED =
      "Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded";

  private final JsonOptions options;

  ValueAnnotations(JsonOptions options) {
    this.options = options;
  }

  List<MemberWriter> of(Member.Value member) {
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
    if (!options.exact() && options.annotation().test(FORMATTED_VALUE)) {
      formatted(member).ifPresent(writers::add);
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
        if (term.equals(LOOKUP_TYPE) && lookup.type() >= 0) {
          text = simpleName(row.bytes(lookup.type()), text);
        }
        if (text != null) {
          out.member(name).string(text);
        }
      }
    };
  }

  private static @Nullable String simpleName(byte @Nullable [] type, @Nullable String declared) {
    if (type == null) {
      return declared;
    }
    String qualified = new String(type, StandardCharsets.UTF_8);
    return qualified.substring(qualified.lastIndexOf('.') + 1);
  }

  private static Optional<MemberWriter> formatted(Member.Value member) {
    byte[] name = JsonBuffer.name(member.name() + "@" + FORMATTED_VALUE);
    Member.Lookup lookup = member.lookup();
    if (lookup != null) {
      return lookup.name() < 0
          ? Optional.empty()
          : Optional.of(
              (frame, out) -> {
                byte[] text = frame.row().bytes(lookup.name());
                if (text != null) {
                  out.member(name).string(text);
                }
              });
    }
    return FormattedValues.of(member)
        .map(
            format ->
                (frame, out) -> {
                  String value = ValueEncoders.text(frame.row(), member);
                  byte[] code = member.currency() < 0 ? null : frame.row().bytes(member.currency());
                  String money =
                      value == null || code == null
                          ? null
                          : Money.text(value, new String(code, StandardCharsets.UTF_8));
                  String text = value == null || money != null ? money : format.text(value);
                  if (text != null) {
                    out.member(name).string(text);
                  }
                });
  }
}
