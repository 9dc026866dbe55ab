package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.model.Model;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/** The columns of a table: its properties, but for complex ones, which Dataverse does not have. */
record Columns(Table table) {
  /** What is longer is a memo. */
  private static final int LONGEST_STRING = 1999;

  private static final int LONGEST_MEMO = 1_048_576;
  private static final int DIGITS = 10;

  List<MetadataRow> all() {
    List<MetadataRow> rows = new ArrayList<>();
    for (String name : table.type().getPropertyNames()) {
      if (table.type().getProperty(name) instanceof EdmProperty property) {
        column(property, rows.size() + 1).ifPresent(rows::add);
      }
    }
    return rows;
  }

  /**
   * What a column is.
   *
   * @param type the name of its metadata type without what all have in common
   * @param code its {@code AttributeType}
   */
  private record Kind(String type, String code, ObjectNode more, @Nullable MetadataRow options) {
    Kind(String type, String code, ObjectNode more) {
      this(type, code, more, null);
    }
  }

  private Optional<MetadataRow> column(EdmProperty property, int number) {
    return kind(property).map(kind -> row(property, kind, number));
  }

  private Optional<Kind> kind(EdmProperty property) {
    String name = property.getName();
    EdmType type = underlying(property.getType());
    if (type instanceof EdmEnumType members) {
      String code = property.isCollection() ? "Virtual" : "Picklist";
      String kind = property.isCollection() ? "MultiSelectPicklist" : "Picklist";
      return Optional.of(new Kind(kind, code, MetadataRow.object(), OptionSets.global(members)));
    }
    Map<String, String> labels = table.model().allowedValues(table.type(), name);
    if (property.isCollection()) {
      return labels.isEmpty()
          ? Optional.empty()
          : Optional.of(choice(property, "MultiSelectPicklist", "Virtual", labels));
    }
    if (is(type, EdmPrimitiveTypeKind.Boolean)) {
      return Optional.of(
          new Kind(
              "Boolean",
              "Boolean",
              MetadataRow.object(),
              OptionSets.yesAndNo(optionSet(property), label(property), labels)));
    }
    if (!labels.isEmpty() && isInteger(type)) {
      String kind =
          name.equals("statecode") ? "State" : name.equals("statuscode") ? "Status" : "Picklist";
      return Optional.of(choice(property, kind, kind, labels));
    }
    return Optional.ofNullable(plain(property, type));
  }

  private Kind choice(EdmProperty property, String type, String code, Map<String, String> labels) {
    String set = type.equals("State") || type.equals("Status") ? type : "Picklist";
    return new Kind(
        type,
        code,
        MetadataRow.object(),
        OptionSets.local(optionSet(property), set, label(property), labels));
  }

  private @Nullable Kind plain(EdmProperty property, EdmType type) {
    if (is(type, EdmPrimitiveTypeKind.Guid)) {
      return Table.isLookup(property.getName())
          ? lookup(property)
          : new Kind("UniqueIdentifier", "Uniqueidentifier", MetadataRow.object());
    }
    if (is(type, EdmPrimitiveTypeKind.String)) {
      return text(property);
    }
    if (is(type, EdmPrimitiveTypeKind.Int64)) {
      return new Kind("BigInt", "BigInt", range(property, Long.MIN_VALUE, Long.MAX_VALUE));
    }
    if (isInteger(type)) {
      ObjectNode more = range(property, Integer.MIN_VALUE, Integer.MAX_VALUE);
      return new Kind("Integer", "Integer", more.put("Format", "None"));
    }
    if (is(type, EdmPrimitiveTypeKind.Decimal)) {
      return new Kind("Decimal", "Decimal", digits(property));
    }
    if (is(type, EdmPrimitiveTypeKind.Double) || is(type, EdmPrimitiveTypeKind.Single)) {
      return new Kind("Double", "Double", digits(property));
    }
    if (is(type, EdmPrimitiveTypeKind.DateTimeOffset)) {
      return date("DateAndTime", "UserLocal");
    }
    if (is(type, EdmPrimitiveTypeKind.Date)) {
      return date("DateOnly", "DateOnly");
    }
    return is(type, EdmPrimitiveTypeKind.Binary)
        ? new Kind("Image", "Virtual", MetadataRow.object().put("IsPrimaryImage", true))
        : null;
  }

  private static Kind date(String format, String behavior) {
    ObjectNode more = MetadataRow.object().put("Format", format);
    more.set("DateTimeBehavior", MetadataRow.object().put("Value", behavior));
    return new Kind("DateTime", "DateTime", more);
  }

  private Kind lookup(EdmProperty property) {
    ObjectNode more = MetadataRow.object();
    ArrayNode targets = more.putArray("Targets");
    TreeSet<String> names = new TreeSet<>();
    for (EdmNavigationProperty navigation : table.lookups()) {
      if (property.getName().equals(table.property(navigation))) {
        names.add(navigation.getType().getName());
      }
    }
    if (names.remove("principal")) {
      names.addAll(List.of("systemuser", "team"));
    }
    names.forEach(targets::add);
    String code =
        property.getName().equals("_ownerid_value")
            ? "Owner"
            : names.equals(new TreeSet<>(List.of("account", "contact"))) ? "Customer" : "Lookup";
    return new Kind("Lookup", code, more.put("Format", "None"));
  }

  private static Kind text(EdmProperty property) {
    Integer length = property.getMaxLength();
    ObjectNode more = MetadataRow.object();
    if (length == null || length > LONGEST_STRING) {
      more.put("MaxLength", length == null ? LONGEST_MEMO : length).put("Format", "TextArea");
      more.set("FormatName", MetadataRow.object().put("Value", "TextArea"));
      return new Kind("Memo", "Memo", more);
    }
    more.put("MaxLength", length).put("DatabaseLength", 2 * length).put("Format", "Text");
    more.set("FormatName", MetadataRow.object().put("Value", "Text"));
    return new Kind("String", "String", more);
  }

  private ObjectNode digits(EdmProperty property) {
    Integer scale = property.getScale();
    return range(property, -100_000_000_000L, 100_000_000_000L)
        .put("Precision", scale == null ? DIGITS : Math.min(scale, DIGITS));
  }

  private ObjectNode range(EdmProperty property, long least, long most) {
    return MetadataRow.object()
        .put("MinValue", bound(property, Terms.MINIMUM, least))
        .put("MaxValue", bound(property, Terms.MAXIMUM, most));
  }

  private BigDecimal bound(EdmProperty property, String term, long other) {
    String text = table.text(property.getName(), term);
    return text != null && text.matches("-?\\d{1,18}(\\.\\d{1,10})?")
        ? new BigDecimal(text)
        : BigDecimal.valueOf(other);
  }

  private MetadataRow row(EdmProperty property, Kind kind, int number) {
    String column = Table.columnName(property.getName());
    String full = "column " + table.logicalName() + "." + column;
    ObjectNode values = MetadataRow.values(full);
    values.put("LogicalName", column);
    values.put("SchemaName", Table.schemaName(column));
    values.put("EntityLogicalName", table.logicalName());
    values.put("AttributeType", kind.code());
    values.set("AttributeTypeName", MetadataRow.object().put("Value", typeName(kind)));
    values.put("ColumnNumber", number);
    values.set("DisplayName", MetadataRow.label(label(property), full));
    values.set(
        "Description",
        MetadataRow.label(
            table.text(property.getName(), Terms.LONG_DESCRIPTION), "description of " + full));
    boolean id = table.primaryId().filter(property.getName()::equals).isPresent();
    String level = id || !property.isNullable() ? "SystemRequired" : "None";
    values.set(
        "RequiredLevel",
        MetadataRow.fixed(
            JsonNodeFactory.instance.textNode(level), "canmodifyrequirementlevelsettings"));
    values.put("IsPrimaryId", id);
    values.put(
        "IsPrimaryName",
        table.model().primaryName(table.type()).filter(property.getName()::equals).isPresent());
    writable(values, property, id);
    values.put("IsValidForRead", true);
    values.put("IsValidODataAttribute", true);
    values.put("IsCustomAttribute", isCustom(column));
    values.put("IsManaged", true);
    values.put("IsLogical", false);
    values.put("IsFilterable", true);
    values.put("IsRetrievable", true);
    values.put("IsSearchable", table.model().searchable(table.type()).contains(property.getName()));
    values.put("IsSecured", false);
    values.put("SourceType", 0);
    values.set("IsValidForAdvancedFind", MetadataRow.fixed(true, "canmodifysearchsettings"));
    values.set("IsCustomizable", MetadataRow.fixed(false, "iscustomizable"));
    values.setAll(kind.more());
    return new MetadataRow(
        MetadataTypes.entity(kind.type() + "AttributeMetadata"), values, options(kind));
  }

  private static Map<String, Supplier<List<MetadataRow>>> options(Kind kind) {
    MetadataRow options = kind.options();
    if (options == null) {
      return Map.of();
    }
    boolean global = options.values().get("IsGlobal").asBoolean();
    return Map.of(
        "OptionSet",
        () -> List.of(options),
        "GlobalOptionSet",
        () -> global ? List.of(options) : List.of());
  }

  /** The name that the newer kinds of columns are told apart by. */
  private static String typeName(Kind kind) {
    return switch (kind.code()) {
      case "Virtual" -> kind.type() + "Type";
      default -> kind.code() + "Type";
    };
  }

  private void writable(ObjectNode values, EdmProperty property, boolean id) {
    Annotations annotations = table.model().annotations();
    String target = Model.target(table.type(), property.getName());
    boolean computed =
        annotations.isTrue(target, Terms.COMPUTED)
            || annotations
                .text(target, Terms.PERMISSIONS)
                .filter(text -> text.endsWith("Read"))
                .isPresent();
    boolean fixed = id || annotations.isTrue(target, Terms.IMMUTABLE);
    values.put("IsValidForCreate", !computed);
    values.put("IsValidForUpdate", !computed && !fixed);
  }

  private boolean isCustom(String column) {
    String name = table.logicalName();
    int prefix = name.indexOf('_');
    return prefix > 0 && column.startsWith(name.substring(0, prefix + 1));
  }

  private String optionSet(EdmProperty property) {
    return table.logicalName() + "_" + property.getName();
  }

  private @Nullable String label(EdmProperty property) {
    return table.text(property.getName(), Terms.DESCRIPTION);
  }

  private static EdmType underlying(EdmType type) {
    return type instanceof EdmTypeDefinition definition ? definition.getUnderlyingType() : type;
  }

  private static boolean isInteger(EdmType type) {
    return is(type, EdmPrimitiveTypeKind.Int32)
        || is(type, EdmPrimitiveTypeKind.Int16)
        || is(type, EdmPrimitiveTypeKind.Byte)
        || is(type, EdmPrimitiveTypeKind.SByte);
  }

  private static boolean is(EdmType type, EdmPrimitiveTypeKind kind) {
    return type.equals(EdmPrimitiveTypeFactory.getInstance(kind));
  }
}
