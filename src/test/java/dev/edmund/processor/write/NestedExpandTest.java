package dev.edmund.processor.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.core.Limits;
import dev.edmund.model.Model;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonBody;
import dev.edmund.request.payload.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Part 1, 11.4.2.2: the answer to a deep insert is as deep as the request")
class NestedExpandTest {
  private static final EdmEntityType ACCOUNT =
      Model.load(Path.of("model/connections.csdl.xml"))
          .edm()
          .getEntityContainer()
          .getEntitySet("accounts")
          .getEntityType();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | ``",
        "{\"name\":\"a\",\"nosuch\":{}} | ``",
        "{\"primarycontactid\":{}} | primarycontactid()",
        "{\"primarycontactid\":null} | ``",
        "{\"primarycontactid@odata.bind\":\"contacts(1)\"} | ``",
        "{\"primarycontactid\":{\"@id\":\"contacts(1)\"}} | primarycontactid()",
        "{\"account_parent_account\":[]} | account_parent_account()",
        "{\"account_parent_account@delta\":[{}]} | account_parent_account()",
        "{\"account_parent_account@odata.delta\":[]} | account_parent_account()",
        "{\"account_parent_account@odata.bind\":[\"accounts(1)\"]} | ``",
        "{\"account_parent_account\":[{\"primarycontactid\":{}},{\"account_parent_account\":[{}]}]}"
            + " | account_parent_account(primarycontactid() account_parent_account())",
        "{\"account_connections1\":[{}],\"primarycontactid\":{}}"
            + " | account_connections1() primarycontactid()"
      })
  void expands(String body, String expected) {
    JsonValue value =
        new JsonBody(Limits.defaults())
            .read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), null)
            .orElseThrow();
    assertEquals(expected, text(NestedExpand.of(value, ACCOUNT, name -> null)));
  }

  private static String text(List<ExpandItem> items) {
    return items.stream()
        .map(item -> name(item.path()) + "(" + text(item.options().expand()) + ")")
        .collect(Collectors.joining(" "));
  }

  private static String name(List<Segment> path) {
    return ((Segment.Navigation) path.get(path.size() - 1)).property().getName();
  }
}
