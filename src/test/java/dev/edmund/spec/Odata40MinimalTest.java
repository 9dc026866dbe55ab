package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.allPages;
import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** OData 4.0 Minimal conformance, the read side (Part 1, 13.1.1). */
final class Odata40MinimalTest {
  @Test
  @DisplayName("40-MIN-4 OData-Version on every answer, exactly once")
  void version() {
    assertEquals(1, get("").ok().all("OData-Version").size());
    assertEquals(
        ShippedData.rows("connections").size(),
        allPages("connections", "Prefer: odata.maxpagesize=100").size());
    assertEquals(1, json("connections?$top=1").get("value").size());
  }
}
