package dev.edmund.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumMember;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumType;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.junit.jupiter.api.Test;

/** Enumeration values by their names (JSON Format, 7.1). */
final class EnumNamesTest {

  private static EnumNames names(boolean flags, Object... members) {
    return names(flags, false, members);
  }

  private static EnumNames names(boolean flags, boolean evolvable, Object... members) {
    CsdlEnumType type = new CsdlEnumType().setName("e").setFlags(flags);
    for (int i = 0; i < members.length; i += 2) {
      type.getMembers()
          .add(new CsdlEnumMember().setName((String) members[i]).setValue("" + members[i + 1]));
    }
    EdmEnumType edm =
        new EdmProviderImpl(
                new CsdlAbstractEdmProvider() {
                  @Override
                  public CsdlEnumType getEnumType(FullQualifiedName name) {
                    return type;
                  }

                  @Override
                  public List<org.apache.olingo.commons.api.edm.provider.CsdlAliasInfo>
                      getAliasInfos() {
                    return List.of();
                  }
                })
            .getEnumType(new FullQualifiedName("n", "e"));
    return EnumNames.of(Objects.requireNonNull(edm), evolvable);
  }

  private static String name(EnumNames names, long number) {
    byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    return new String(names.name(digits), StandardCharsets.UTF_8);
  }

  @Test
  void aNumberIsTheMemberThatHasItOrItsDigits() {
    EnumNames names = names(false, "minus", -5, "none", 0, "high", 1257, "also", 1257);
    assertEquals("minus", name(names, -5));
    assertEquals("none", name(names, 0));
    assertEquals("high", name(names, 1257));
    assertEquals("1252", name(names, 1252), "members are not added up without flags");
    assertEquals("-9223372036854775808", name(names, Long.MIN_VALUE));
  }

  @Test
  void flagsAreTheMembersThatMakeUpTheNumber() {
    EnumNames names = names(true, "none", 0, "read", 1, "write", 2, "delete", 4, "change", 6);
    assertEquals("none", name(names, 0));
    assertEquals("read,write", name(names, 3));
    assertEquals("change", name(names, 6), "one member says it all");
    assertEquals("read,delete", name(names, 5));
    assertEquals("9", name(names, 9), "a bit without a member");
  }

  @Test
  void membersBehindTheSentinelOfAnEvolvableEnumerationHaveItsName() {
    Object[] members = {"one", 1, "unknownFutureValue", 2, "late", 4, "later", 8};
    EnumNames single = names(false, true, members);
    assertEquals("one", name(single, 1));
    assertEquals("unknownFutureValue", name(single, 2));
    assertEquals("unknownFutureValue", name(single, 4));
    assertEquals("16", name(single, 16));
    assertEquals("late", name(names(false, false, members), 4));
    EnumNames flags = names(true, true, members);
    assertEquals("one,unknownFutureValue", name(flags, 1 | 4 | 8));
    assertEquals("unknownFutureValue", name(flags, 8));
  }
}
