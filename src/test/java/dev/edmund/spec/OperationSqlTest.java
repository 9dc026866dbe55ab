package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL that cannot be used stops the start, and is named. */
final class OperationSqlTest {
  private static final String MODEL =
      """
      <EntityType Name='Thing'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Price' Type='Edm.Double'/></EntityType>
      <ComplexType Name='Sum'><Property Name='Total' Type='Edm.Double' Nullable='false'/></ComplexType>
      <EntityContainer Name='C'><EntitySet Name='Things' EntityType='self.Thing'/></EntityContainer>
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Function | Edm.Double | SELECT "Pric" FROM "self_Thing"            | statement 1: |Pric
          Function | Edm.Double | SELECT "Price" FROM "Nowhere"              | statement 1: |Nowhere
          Function | Edm.Double | SELEC 1                                    | only reads   |self.Op
          Function | Edm.Double | DELETE FROM "self_Thing"                   | only reads   |self.Op
          Function | Edm.Double | SELECT :nix                                | ':nix'       |:Now, :count, :thing
          Function | Edm.Double | SELECT :thing.Nix                          | 'Nix'        |self.Op
          Function | Edm.Double | SELECT 1, 2                                | 2 columns    |Edm.Double
          Function | Edm.Double | SELECT 1; SELECT 2                         | several statements |statement 1
          Function | Edm.Double | SELECT 'a                                  | closing '    |statement 1
          Function | self.Thing | SELECT "Price" FROM "self_Thing"           | _rid         |self.Thing
          Function | self.Sum   | SELECT 1 AS x                              | column Total |self.Op
          Action   | Edm.Double | UPDATE "self_Thing" SET "Price" = 1        | no statement has rows |Edm.Double
          Action   | Edm.Double | UPDATE "self_Thing" SET "Prize" = 1        | statement 1: |Prize
          """)
  void theStartStops(
      String kind, String type, String sql, String part, String other, @TempDir Path folder) {
    String operation =
        "<KIND Name='Op' IsBound='true'><Parameter Name='thing' Type='self.Thing'/>"
            + "<Parameter Name='count' Type='Edm.Int32'/><ReturnType Type='TYPE'/>"
            + "<Annotation Term='Edmund.V1.Sql'><String><![CDATA[SQL]]></String></Annotation></KIND>";
    String schema =
        MODEL + operation.replace("KIND", kind).replace("TYPE", type).replace("SQL", sql);
    RuntimeException refused =
        assertThrows(
            RuntimeException.class, () -> ModelUnderTest.serve(folder, schema, Map.of()).close());
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(part), message);
    assertTrue(message.contains(other), message);
    assertTrue(message.contains("self.Op(thing: self.Thing, count: Edm.Int32)"), message);
  }
}
