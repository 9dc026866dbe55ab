package dev.edmund.clients;

import com.microsoft.kiota.serialization.AdditionalDataHolder;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParseNode;
import com.microsoft.kiota.serialization.SerializationWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A page of entities; the SDK finds the methods by their names. */
public final class Rows implements Parsable, AdditionalDataHolder {
  private final Map<String, Object> rest = new HashMap<>();
  private List<Row> value = List.of();
  private @Nullable String nextLink;
  @Nullable Integer count;

  public List<Row> getValue() {
    return value;
  }

  public @Nullable String getOdataNextLink() {
    return nextLink;
  }

  @Override
  public Map<String, Consumer<ParseNode>> getFieldDeserializers() {
    Map<String, Consumer<ParseNode>> fields = new HashMap<>();
    fields.put(
        "value",
        node -> {
          List<Row> rows = node.getCollectionOfObjectValues(parse -> new Row());
          value = rows == null ? List.of() : rows;
        });
    fields.put("@odata.nextLink", node -> nextLink = node.getStringValue());
    fields.put("@odata.count", node -> count = node.getIntegerValue());
    return fields;
  }

  @Override
  public void serialize(SerializationWriter writer) {
    throw new UnsupportedOperationException("Pages are only read.");
  }

  @Override
  public Map<String, Object> getAdditionalData() {
    return rest;
  }
}
