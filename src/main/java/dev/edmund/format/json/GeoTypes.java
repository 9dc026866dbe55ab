package dev.edmund.format.json;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.GeoText;
import dev.edmund.plan.shape.Member;
import java.nio.charset.StandardCharsets;

/** The type of a value of an abstract geo type, which each value has its own (CSDL, 3.3). */
final class GeoTypes {
  private GeoTypes() {}

  static boolean isAbstract(Member.Value member) {
    String name = ValueEncoders.underlying(member.type()).getName();
    return member.columnType() == ColumnType.GEO
        && (name.equals("Geography") || name.equals("Geometry"));
  }

  /** Writes the annotation in front of the value; nothing for null. */
  static MemberWriter writer(Member.Value member) {
    String type = ValueEncoders.underlying(member.type()).getName();
    byte[] name = JsonBuffer.name(member.name() + "@odata.type");
    int column = member.column();
    return (frame, out) -> {
      byte[] value = frame.row().bytes(column);
      if (value != null) {
        String json = new String(value, StandardCharsets.US_ASCII);
        out.member(name).string("#" + GeoText.concreteType(type, json));
      }
    };
  }
}
