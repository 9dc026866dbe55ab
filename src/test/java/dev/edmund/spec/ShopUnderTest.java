package dev.edmund.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.TestDatabase;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import dev.edmund.model.Model;
import dev.edmund.plan.Planner;
import dev.edmund.plan.paging.SkipTokens;
import dev.edmund.plan.write.WritePlanner;
import dev.edmund.processor.ODataService;
import dev.edmund.processor.Reader;
import dev.edmund.processor.Writer;
import dev.edmund.store.Database;
import dev.edmund.store.ReadPool;
import dev.edmund.store.Writers;
import dev.edmund.store.load.DataLoader;
import dev.edmund.store.write.Changes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server over a small shop, which every test may change as it likes. */
final class ShopUnderTest implements AutoCloseable {
  private static final Map<String, String> DATA =
      Map.of(
          "Products.json",
          """
          [{"Id":1,"Size":{"Width":3,"Unit":"cm"},"Colour":"red"},{"Id":2},{"Id":3}]
          """,
          "Customers.json",
          """
          [{"Id":1,"Name":"Ada","Note":"n","Address":{"City":"Rom","Zip":"1"},"Tags":["a","b"],
            "Likes@odata.bind":["Products(1)","Products(2)"]},
           {"Id":2,"Name":"Bob","Friend@odata.bind":"Customers(3)"},
           {"@odata.type":"#self.Vip","Id":3,"Name":"Eve","Level":1,
            "Gifts@odata.bind":["Products(3)"]}]
          """,
          "Orders.json",
          """
          [{"Id":1,"CustomerId":1,"Product@odata.bind":"Products(3)",
            "Lines":[{"No":1,"Product@odata.bind":"Products(3)"},{"No":2}]},
           {"Id":2,"CustomerId":1,"Lines":[{"No":1}]}]
          """,
          "Reviews.json",
          """
          [{"Id":1,"Version":1,"Product@odata.bind":"Products(3)"},
           {"Id":2,"Version":1,"Question@odata.bind":"Reviews(1)"},
           {"Id":3,"Version":1,"Text":"fine","Question@odata.bind":"Reviews(2)"}]
          """,
          "Offers.json",
          """
          [{"Id":1,"ProductId":3}]
          """);

  private final Database database;
  private final ReadPool pool;
  private final Changes changes;
  private final HttpServer server;
  private final RawHttp client;

  private ShopUnderTest(
      Database database, ReadPool pool, Changes changes, HttpServer server, RawHttp client) {
    this.database = database;
    this.pool = pool;
    this.changes = changes;
    this.server = server;
    this.client = client;
  }

  /** Serves the shop. */
  static ShopUnderTest serve(Path folder) {
    try {
      Path files = Files.createDirectory(folder.resolve("data"));
      for (Map.Entry<String, String> file : DATA.entrySet()) {
        Files.writeString(files.resolve(file.getKey()), file.getValue());
      }
      Model model = Model.load(Path.of("src/test/resources/models/shop.csdl.xml"));
      Limits limits = Limits.defaults();
      Database database = Database.open(TestDatabase.in(folder));
      DataLoader.prepare(
          database, model.edm(), model.storage(), Optional.of(files), (step, done, of) -> {});
      ReadPool pool = database.readers(2, limits.statementTime());
      Changes changes =
          Changes.of(
              database.writers(Writers.Settings.of(limits.statementTime())),
              model.storage(),
              database.dialect());
      Reader reader =
          new Reader(
              model,
              new Planner(model, limits),
              pool,
              database.dialect(),
              new SkipTokens(new byte[32]));
      Writer writer = new Writer(new WritePlanner(model), changes);
      HttpServer server =
          HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, limits.urlBytes()));
      server.start(new ODataService(reader, writer, limits, () -> true));
      return new ShopUnderTest(database, pool, changes, server, new RawHttp(server.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request with JSON; blanks in the target become %20. */
  Answer send(String method, String target, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (all.stream().noneMatch(h -> h.startsWith("Content-Type")) && !body.isEmpty()) {
      all.add("Content-Type: application/json");
    }
    return client.send(method, "/odata/" + target.replace(" ", "%20"), all, body);
  }

  Answer delete(String target, String... headers) {
    return send("DELETE", target, "", headers);
  }

  Answer get(String target) {
    return send("GET", target, "");
  }

  JsonNode json(String target) {
    return get(target).ok().json();
  }

  /** The keys of what a navigation property or set has, in the order of the keys. */
  List<Integer> ids(String target) {
    List<Integer> ids = new ArrayList<>();
    json(target + (target.contains("?") ? "&" : "?") + "$orderby=Id")
        .get("value")
        .forEach(item -> ids.add(item.get("Id").asInt()));
    return ids;
  }

  String url(String target) {
    return client.root() + "/odata/" + target;
  }

  @Override
  public void close() {
    server.close();
    changes.close();
    pool.close();
    database.close();
  }
}
