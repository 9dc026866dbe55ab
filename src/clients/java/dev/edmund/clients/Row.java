package dev.edmund.clients;

import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParseNode;
import com.microsoft.kiota.serialization.SerializationWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** As much of an entity as the tests need, as the SDK reads and writes its own. */
final class Row implements Parsable {
  @Nullable String id;
  @Nullable String status;
  @Nullable String trafficType;

  @Override
  public Map<String, Consumer<ParseNode>> getFieldDeserializers() {
    Map<String, Consumer<ParseNode>> fields = new HashMap<>();
    fields.put("id", node -> id = node.getStringValue());
    fields.put("status", node -> status = node.getStringValue());
    fields.put("trafficType", node -> trafficType = node.getStringValue());
    return fields;
  }

  @Override
  public void serialize(SerializationWriter writer) {
    writer.writeStringValue("id", id);
    writer.writeStringValue("status", status);
  }
}
