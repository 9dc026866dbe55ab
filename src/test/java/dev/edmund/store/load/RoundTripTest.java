package dev.edmund.store.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.format.transfer.Exporter.Format;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is exported and imported elsewhere is what was there, to the last byte. */
class RoundTripTest {
  @TempDir Path directory = Path.of("");

  private static final String[] MAKERS = {
    "{\"Name\":\"Anna\",\"Rank\":1,\"Code\":\"A\"}",
    "{\"Name\":\"O'Neil / Söhne (1)\",\"Rank\":null}",
    "{\"Name\":\"\\uD83D\\uDE00\\u00e9\"}"
  };

  private static final String[] THINGS = {
    "{\"Id\":1,\"Bool\":false,\"Byte\":255,\"SByte\":-128,\"Int16\":-32768,"
        + "\"Int64\":-9223372036854775808,\"Single\":3.4028235E38,\"Double\":5e-324,"
        + "\"Decimal\":12345678901234567890123456789.000000000100,\"Money\":-0.0001,"
        + "\"Text\":\"a,\\\"b\\\"\\r\\nc\\t\\u0001 \\uD83D\\uDE00 \\uFFFF\","
        + "\"Guid\":\"00112233-4455-6677-8899-AABBCCDDEEFF\",\"Binary\":\"-_8A\","
        + "\"Date\":\"0001-02-28\",\"Moment\":\"2025-03-01T08:15:00.123456789012+02:00\","
        + "\"Time\":\"23:59:59.999999999999\",\"Duration\":\"-P3DT4H5M6.000000000007S\","
        + "\"Point\":{\"type\":\"Point\",\"coordinates\":[142.1,64.10000000000001]},"
        + "\"Area\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1.5],[0,0]]]},"
        + "\"Shape\":{\"type\":\"LineString\",\"coordinates\":[[1,2,3],[4,5,6]]},"
        + "\"Color\":\"Green\",\"Access\":\"Read,Write\",\"Size\":{\"Width\":80.50,\"Unit\":\"\"},"
        + "\"Home\":{\"City\":\"Lima\",\"Size\":{},\"Builder@odata.bind\":\"Makers('Anna')\"},"
        + "\"Note\":{\"@odata.type\":\"#T.SignedNote\",\"Text\":\"n\",\"By\":null,"
        + "\"At\":\"2025-03-01T08:15:00-05:30\",\"Worth\":1.10},"
        + "\"Any\":{\"a\":[1,1.0,1e2,null,true,\"x\"],\"b\":{}},"
        + "\"Tags\":[\"\",null,\"b\"],\"Days\":[\"2025-01-01\"],"
        + "\"Sizes\":[{\"Width\":1},null,{}],\"Notes\":[{\"Text\":\"p\"},"
        + "{\"@odata.type\":\"#T.SignedNote\",\"By\":\"q\"}],"
        + "\"Photo\":\"_9j_4AAQ\",\"Photo@odata.mediaContentType\":\"text/plain\","
        + "\"OwnerId\":\"Anna\",\"Maker@odata.bind\":\"Makers('O''Neil %2F S%C3%B6hne (1)')\","
        + "\"Like@odata.bind\":[\"Things(2)\",\"Things(1)\"],"
        + "\"Fans@odata.bind\":[\"Makers('Anna')\"],"
        + "\"Parts\":[{\"No\":2,\"Label\":\"\",\"Marks\":[3,1],\"Parts\":[{\"No\":1,"
        + "\"Parts\":[{\"No\":9,\"Marks\":[7]}]}]},{\"No\":1,"
        + "\"Supplier@odata.bind\":\"Makers('Anna')\"}],"
        + "\"Cover\":{\"No\":5,\"Label\":\"front\"},"
        + "\"dynText\":\"x\",\"dynBool\":true,\"dynDouble\":1.5,\"dynWhole\":7,"
        + "\"dynDay@odata.type\":\"#Date\",\"dynDay\":\"2025-01-01\","
        + "\"dynInt@odata.type\":\"#Int32\",\"dynInt\":7,"
        + "\"dynDecimal@odata.type\":\"#Decimal\",\"dynDecimal\":1.50,"
        + "\"dynMoment@odata.type\":\"#DateTimeOffset\",\"dynMoment\":\"2025-03-01T08:15:00+02:00\","
        + "\"dynBytes@odata.type\":\"#Binary\",\"dynBytes\":\"AQID\","
        + "\"dynColor@odata.type\":\"#T.Color\",\"dynColor\":\"Red\","
        + "\"dynInf@odata.type\":\"#Double\",\"dynInf\":\"-INF\","
        + "\"dynSize\":{\"@odata.type\":\"#T.Size\",\"Width\":2.50},"
        + "\"dynDays@odata.type\":\"#Collection(Date)\",\"dynDays\":[\"2025-01-01\"],"
        + "\"dynTexts\":[\"a\",\"b\"],\"dynAny\":[1,\"a\",{\"b\":null}]}",
    "{\"@odata.type\":\"#T.Special\",\"Id\":2,\"Bool\":null,\"Single\":0.1,\"Double\":\"NaN\","
        + "\"Decimal\":0.10,\"Text\":\"\",\"More\":\"m\",\"Binary\":\"\","
        + "\"Moment\":\"2025-03-01T08:15:00Z\",\"Chief@odata.bind\":\"Makers('Anna')\","
        + "\"Photo\":\"\",\"Photo@odata.mediaContentType\":\"image/png\"}",
    "{\"Id\":3,\"Double\":\"INF\",\"Single\":\"-INF\",\"Int64\":9223372036854775807,"
        + "\"Maker@odata.bind\":\"Makers('%F0%9F%98%80%C3%A9')\"}"
  };

  private static final String[] FILMS = {
    "{\"Year\":1927,\"Title\":\"M, a \\\"film\\\"\",\"$value\":\"AAECAw\","
        + "\"@odata.mediaContentType\":\"application/json\",\"Size\":{\"Unit\":\"m\"},"
        + "\"Trailer\":\"eyJ9\",\"Trailer@odata.mediaContentType\":\"application/json\","
        + "\"Studio@odata.bind\":\"Makers('Anna')\"}",
    "{\"Year\":1931,\"Title\":\"\"}"
  };

  private Transfer filled() {
    Transfer transfer = Transfer.ofEveryType(directory.resolve("first"));
    transfer.add(
        Transfer.file("Makers", ImportFile.Format.NDJSON, MAKERS),
        Transfer.file("Things", ImportFile.Format.NDJSON, THINGS),
        Transfer.file("Films", ImportFile.Format.NDJSON, FILMS),
        Transfer.file(
            "Favourite",
            ImportFile.Format.JSON,
            "{\"No\":77,\"Label\":\"best\",\"Marks\":[1,2],\"Parts\":[{\"No\":3}]}"));
    return transfer;
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"JSON", "NDJSON"})
  void jsonKeepsEveryType(Format format) {
    try (Transfer first = filled();
        Transfer second = Transfer.ofEveryType(directory.resolve("second"))) {
      Map<String, String> exported = first.exportAll(format);
      second.add(Transfer.files(exported, format));
      assertEquals(exported, second.exportAll(format));
      assertEquals(first.content(), second.content());
      second.upsert(Transfer.files(exported, format));
      assertEquals(exported, second.exportAll(format), "changed to what they are");
    }
  }

  @Test
  void everyValueIsWrittenAsItIs() {
    try (Transfer transfer = filled()) {
      String things = transfer.export("Things", Format.NDJSON);
      for (String part :
          List.of(
              "\"Int64\":-9223372036854775808,",
              "\"Single\":3.4028235E38,\"Double\":4.9E-324,",
              "\"Decimal\":12345678901234567890123456789.0000000001,\"Money\":-0.0001,",
              "\"Guid\":\"00112233-4455-6677-8899-aabbccddeeff\",\"Binary\":\"-_8A\",",
              "\"Moment\":\"2025-03-01T08:15:00.123456789012+02:00\"",
              "\"Access\":\"Read,Write\"",
              "\"Tags\":[\"\",null,\"b\"]",
              "\"Sizes\":[{\"Width\":1,\"Unit\":null},null,{\"Width\":null,\"Unit\":null}]",
              "\"Photo\":\"_9j_4AAQ\"",
              "\"Maker\":{\"@odata.id\":\"Makers('O''Neil%20%2F%20S%C3%B6hne%20%281%29')\"}",
              "\"Like\":[{\"@odata.id\":\"Things(1)\"},{\"@odata.id\":\"Things(2)\"}]",
              "\"Cover\":{\"No\":5,\"Label\":\"front\",",
              "{\"@odata.type\":\"#T.Special\",\"Id\":2,\"Bool\":null,",
              "\"Double\":\"NaN\"",
              "\"Text\":\"\"",
              "\"Double\":\"INF\"")) {
        assertTrue(things.contains(part), () -> part + " in " + things);
      }
    }
  }

  @Test
  void csvKeepsWhatItHasAPlaceFor() {
    try (Transfer first = filled();
        Transfer second = Transfer.ofEveryType(directory.resolve("second"))) {
      Map<String, String> exported = new LinkedHashMap<>();
      exported.put("Makers", first.export("Makers", Format.NDJSON));
      second.add(Transfer.files(exported, Format.NDJSON));
      String films = first.export("Films", Format.CSV);
      assertEquals(
          "$value,@odata.mediaContentType,Year,Title,Size/Width,Size/Unit,Trailer,"
              + "Trailer@odata.mediaContentType,Studio@odata.bind\n"
              + "AAECAw,application/json,1927,\"M, a \"\"film\"\"\",,m,eyJ9,application/json,"
              + "Makers('Anna')\n"
              + ",,1931,\"\",,,,,\n",
          films);
      second.add(Transfer.files(Map.of("Films", films), Format.CSV));
      assertEquals(films, second.export("Films", Format.CSV));
      second.upsert(Transfer.files(Map.of("Films", films), Format.CSV));
      assertEquals(films, second.export("Films", Format.CSV));
      assertEquals(
          first.export("Films", Format.JSON), second.export("Films", Format.JSON), "the same");
    }
  }

  @Test
  void theShippedModelKeepsItsLookups() {
    Path model = Path.of("model", "connections.csdl.xml");
    try (Transfer first =
            Transfer.open(directory.resolve("a"), model, Optional.of(Path.of("data")));
        Transfer second = Transfer.open(directory.resolve("b"), model, Optional.empty())) {
      Map<String, String> exported = first.exportAll(Format.JSON);
      second.add(Transfer.files(exported, Format.JSON));
      assertEquals(exported, second.exportAll(Format.JSON));
    }
  }
}
