package dev.edmund.store.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams and singletons. */
class StreamLoadTest {
  private static final String SCHEMA =
      """
      <EntityType Name="Photo" HasStream="true">
        <Key><PropertyRef Name="Id"/></Key>
        <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
        <Property Name="Small" Type="Edm.Stream"/>
      </EntityType>
      <EnumType Name="Mode"><Member Name="On" Value="3"/><Member Name="Off" Value="0"/></EnumType>
      <ComplexType Name="Deep"><Property Name="N" Type="Edm.Int32" Nullable="false"/></ComplexType>
      <EntityType Name="Base" Abstract="true">
        <Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Guid" Nullable="false"/>
      </EntityType>
      <EntityType Name="Config" BaseType="N.Base">
        <Property Name="Name" Type="Edm.String" Nullable="false" MaxLength="10"/>
        <Property Name="Mode" Type="N.Mode" Nullable="false"/>
        <Property Name="Deep" Type="N.Deep" Nullable="false"/>
        <Property Name="Since" Type="Edm.Date" Nullable="false"/>
        <Property Name="Rate" Type="Edm.Decimal" Nullable="false" DefaultValue="1.5"/>
        <Property Name="Note" Type="Edm.String"/>
      </EntityType>
      <EntityType Name="Nothing" Abstract="true">
        <Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Int32" Nullable="false"/>
      </EntityType>
      <EntityContainer Name="C">
        <EntitySet Name="Photos" EntityType="N.Photo"/>
        <Singleton Name="Settings" Type="N.Base"/>
        <Singleton Name="Given" Type="N.Config"/>
        <Singleton Name="Void" Type="N.Nothing"/>
      </EntityContainer>
      """;

  private static final String ID = "00000000-0000-0000-0000-000000000001";

  @TempDir Path directory = Path.of("");
  private TestData data = new TestData(directory);

  @BeforeEach
  void prepare() {
    data = TestData.of(directory, SCHEMA);
  }

  private static String etag(byte[] bytes) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
  }

  private void file(String name, byte[] bytes) throws IOException {
    Path file = data.data().resolve(name);
    Files.createDirectories(file.resolveSibling("x").getParent());
    Files.write(file, bytes);
  }

  @Test
  void bytesStandInTheFileAsBase64Url() throws Exception {
    data.write(
        "Photos.json",
        "[{\"Id\":1,\"$value\":\"aGVsbG8\",\"@odata.mediaContentType\":\"text/plain\",",
        "\"Small\":\"_-8\"},{\"Id\":2,\"Small\":null}]");
    data.load();
    byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of(
            List.of("text/plain", "5", etag(hello), "application/octet-stream", "2"),
            List.of("null", "null", "null", "null", "null")),
        data.rows(
            "SELECT _media_type, _media_length, _media_etag, Small_type, Small_length FROM N_Photo"
                + " ORDER BY Id"));
    assertEquals(
        List.of(List.of("1", "0", "hello")),
        data.rows("SELECT _owner, _ordinal, bytes FROM N_Photo__media"));
    assertEquals(
        List.of(List.of("1", "0", "FFEF")),
        data.rows("SELECT _owner, _ordinal, hex(bytes) FROM N_Photo_Small"));
  }

  @Test
  void filesBesideTheDataAreStoredInChunks() throws Exception {
    byte[] large = new byte[(1 << 20) + 3];
    Arrays.fill(large, (byte) 7);
    file("photos/1.png", large);
    file("photos/empty.bin", new byte[0]);
    data.write(
        "Photos.csv",
        "Id,@odata.mediaReadLink,Small@odata.mediaReadLink,Small@odata.mediaContentType",
        "1,photos/1.png,photos/empty.bin,image/x-none",
        "2,,,");
    data.load();
    assertEquals(
        List.of(
            List.of("image/png", Integer.toString(large.length), etag(large), "image/x-none", "0"),
            List.of("null", "null", "null", "null", "null")),
        data.rows(
            "SELECT _media_type, _media_length, _media_etag, Small_type, Small_length FROM N_Photo"
                + " ORDER BY Id"));
    assertEquals(
        List.of(List.of("0", "1048576"), List.of("1", "3")),
        data.rows("SELECT _ordinal, length(bytes) FROM N_Photo__media ORDER BY 1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Small@odata.mediaReadLink\":\"../secret.txt\" | Small@odata.mediaReadLink: '../secret.txt' is outside of the data directory",
        "\"Small@odata.mediaReadLink\":\"/etc/passwd\" | Small@odata.mediaReadLink: '/etc/passwd' is outside of the data directory",
        "\"Small@odata.mediaReadLink\":\"link/secret.txt\" | Small@odata.mediaReadLink: 'link/secret.txt' is outside of the data directory",
        "\"Small@odata.mediaReadLink\":\"no.png\" | Small@odata.mediaReadLink: there is no file 'no.png' in the data directory",
        "\"Small\":\"AA\",\"Small@odata.mediaReadLink\":\"no.png\" | Small@odata.mediaReadLink: the bytes are given too; keep one",
        "\"Small\":\"**\" | Small: expected base64url, found '**'",
        "\"Small\":7 | Small: expected a string",
        "\"Small\":\"AA\",\"Small@odata.mediaContentType\":\"png\" | Small@odata.mediaContentType: expected a media type such as image/png",
        "\"@odata.mediaContentType\":\"image/png\" | @odata.mediaContentType: there are no bytes beside it",
        "\"Id@odata.mediaContentType\":\"image/png\" | Id@odata.mediaContentType: is not understood",
      })
  void aBadStreamIsNamed(String members, String reason) throws IOException {
    Files.writeString(directory.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(data.data().resolve("link"), directory);
    data.write("Photos.json", "[{\"Id\":1,", members + "}]");
    assertEquals("data/Photos.json:2: column " + reason, data.failure());
  }

  /** CSDL XML 4.01, 13.3: a singleton is always there. */
  @Test
  void aSingletonWithoutAFileHasItsKeyAndWhatMustNotBeNull() {
    data.write(
        "Given.json",
        "{\"Id\":\""
            + ID
            + "\",\"Name\":\"n\",\"Mode\":\"On\",\"Since\":\"2025-01-01\","
            + "\"Deep\":{\"N\":1}}");
    data.load();
    assertEquals(
        List.of(List.of("Given", "N.Config"), List.of("Settings", "N.Config")),
        data.rows("SELECT _container, _type FROM N_Base ORDER BY 1"));
    assertEquals(
        List.of(List.of("", "0", "1", "0", "0001-01-01", "null")),
        data.rows(
            "SELECT Name, Mode, Deep, Deep_N, Since, Note FROM N_Config c JOIN N_Base b"
                + " ON b._rid = c._rid WHERE _container = 'Settings'"));
    assertEquals(
        List.of(List.of("d14a8022-b085-39ba-9e9f-6e1dbd8a2c6d".length() + "")),
        data.rows("SELECT length(CAST(Id AS TEXT)) FROM N_Base WHERE _container = 'Settings'"));
  }

  @Test
  void aSingletonThatIsNewInAReadyDatabaseIsAdded() {
    data.load();
    try (Database database = data.open()) {
      TestData.execute(database, "DELETE FROM N_Base WHERE _container = 'Settings'");
      assertEquals(
          List.of("Settings"), DataLoader.fillSingletons(database, data.edm(), data.storage()));
      assertEquals(List.of(), DataLoader.fillSingletons(database, data.edm(), data.storage()));
    }
  }

  @Test
  void theNextStartAddsWhatIsMissing() {
    data.load();
    try (Database database = data.open()) {
      TestData.execute(database, "DELETE FROM N_Base WHERE _container = 'Settings'");
      assertEquals(Optional.empty(), data.prepare(database));
    }
    assertEquals(
        List.of(List.of("Given"), List.of("Settings")),
        data.rows("SELECT _container FROM N_Base ORDER BY 1"));
  }
}
