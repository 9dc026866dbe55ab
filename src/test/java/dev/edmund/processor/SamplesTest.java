package dev.edmund.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.edmund.TestDatabase;
import dev.edmund.core.Limits;
import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.model.Mount;
import dev.edmund.model.csdl.Corpus;
import dev.edmund.model.csdl.Documents;
import dev.edmund.plan.Planner;
import dev.edmund.plan.paging.SkipTokens;
import dev.edmund.store.Database;
import dev.edmund.store.ReadPool;
import dev.edmund.store.load.DataLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests that the start page suggests can be made to any model. */
class SamplesTest {
  static List<Path> documents() {
    return Corpus.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everySampleOfARealModelAnswers(Path document, @TempDir Path folder) throws IOException {
    Model model = Model.load(document);
    try (Database database = Database.open(TestDatabase.in(folder))) {
      DataLoader.prepare(database, model.edm(), model.storage(), Optional.empty(), Progress.NONE);
      Limits limits = Limits.defaults();
      try (ReadPool pool = database.readers(1, limits.statementTime())) {
        Reader reader =
            new Reader(
                model,
                new Planner(model, limits),
                pool,
                database.dialect(),
                new SkipTokens(new byte[] {1}));
        answers(new ODataService(reader, limits), model.mounts().get(0));
      }
    }
  }

  private static void answers(ODataService service, Mount mount) throws IOException {
    List<String> samples = service.overview().samples();
    assertFalse(samples.isEmpty());
    for (String sample : samples) {
      int question = sample.indexOf('?');
      int end = question < 0 ? sample.length() : question;
      String base = mount.path().substring(0, mount.path().length() - 1);
      ODataRequest request = new ODataRequest();
      request.setMethod(HttpMethod.GET);
      request.setRawBaseUri("http://test.example" + base);
      request.setRawODataPath(sample.substring(base.length(), end));
      request.setRawQueryPath(question < 0 ? null : sample.substring(question + 1));
      ODataResponse response = service.answer(request, mount);
      assertEquals(200, response.getStatusCode(), () -> sample + "\n" + body(response));
    }
  }

  private static String body(ODataResponse response) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (response.getODataContent() != null) {
        response.getODataContent().write(out);
      } else {
        response.getContent().transferTo(out);
      }
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void samplesShowWhatTheModelHas(@TempDir Path folder) {
    Model model =
        Documents.model(
            folder,
            """
            <EntityType Name="Product">
              <Key><PropertyRef Name="Code"/></Key>
              <Property Name="Code" Type="Edm.String" Nullable="false"/>
              <Property Name="Price" Type="Edm.Decimal"/>
              <Property Name="Title" Type="Edm.String"/>
              <NavigationProperty Name="Maker" Type="self.Maker"/>
            </EntityType>
            <EntityType Name="Maker">
              <Key><PropertyRef Name="Id"/></Key>
              <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
              <NavigationProperty Name="Products" Type="Collection(self.Product)" Partner="Maker"/>
            </EntityType>
            <EntityContainer Name="Container">
              <EntitySet Name="Products" EntityType="self.Product"/>
              <EntitySet Name="Makers" EntityType="self.Maker"/>
            </EntityContainer>
            """);
    assertEquals(
        List.of(
            "/odata/Products?$filter=contains(Title,'a')&$orderby=Title&$top=3&$count=true"
                + "&$select=Code,Title",
            "/odata/Products?$expand=Maker($select=Id)&$filter=Maker/Id%20ne%20null&$top=3"
                + "&$select=Code,Title",
            "/odata/Products/$count",
            "/odata/$metadata"),
        Samples.of(model));
  }
}
