package dev.edmund.spec;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.core.operation.Call;
import dev.edmund.core.operation.EntityReference;
import dev.edmund.core.operation.JavaOperation;
import dev.edmund.core.operation.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions and actions in Java, as a jar beside the service has them. */
public final class JavaShop {
  private JavaShop() {}

  private static EntityReference thing(Object id) {
    return new EntityReference("self.Thing", Map.of("ID", id));
  }

  private static long number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).longValue();
  }

  private static Object id(Map<String, @Nullable Object> row) {
    return Objects.requireNonNull(row.get("ID"));
  }

  /** Adds two numbers. */
  public static final class Add implements JavaOperation {
    @Override
    public String name() {
      return "self.Add";
    }

    @Override
    public List<String> parameters() {
      return List.of("a", "b");
    }

    @Override
    public Object call(Call call) {
      return number(call.parameter("a")) + number(call.parameter("b"));
    }
  }

  /** Another overload, with an optional parameter. */
  public static final class AddThree implements JavaOperation {
    @Override
    public String name() {
      return "self.Add";
    }

    @Override
    public List<String> parameters() {
      return List.of("a", "b", "c");
    }

    @Override
    public Object call(Call call) {
      return 100 + number(call.parameter("a")) + number(call.parameter("c"));
    }
  }

  /** Gives back what it gets, as a complex value. */
  public static final class Echo implements JavaOperation {
    @Override
    public String name() {
      return "self.Echo";
    }

    @Override
    public List<String> parameters() {
      return List.of("all");
    }

    @Override
    public @Nullable Object call(Call call) {
      Map<?, ?> all = (Map<?, ?>) call.parameter("all");
      if (all == null) {
        return null;
      }
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      all.forEach((name, value) -> result.put(String.valueOf(name), value));
      result.put(
          "Classes",
          all.values().stream().filter(Objects::nonNull).map(JavaShop::className).toList());
      return result;
    }
  }

  private static String className(Object value) {
    return value instanceof Map ? "Map" : value instanceof List ? "List" : simpleName(value);
  }

  private static String simpleName(Object value) {
    return value.getClass().getSimpleName();
  }

  /** An entity. */
  public static final class Cheapest implements JavaOperation {
    @Override
    public String name() {
      return "self.Cheapest";
    }

    @Override
    public List<String> parameters() {
      return List.of();
    }

    @Override
    public @Nullable Object call(Call call) {
      return call
          .transaction()
          .run("SELECT \"ID\" FROM \"self_Thing\" ORDER BY \"Price\" LIMIT 1", Map.of())
          .stream()
          .findFirst()
          .map(row -> thing(id(row)))
          .orElse(null);
    }
  }

  /** Another one of the same name. */
  public static final class Dearest implements JavaOperation {
    @Override
    public String name() {
      return "self.Cheapest";
    }

    @Override
    public List<String> parameters() {
      return List.of();
    }

    @Override
    public @Nullable Object call(Call call) {
      return null;
    }
  }

  /** Entities, in an order of its own. */
  public static final class Pricier implements JavaOperation {
    @Override
    public String name() {
      return "self.Pricier";
    }

    @Override
    public List<String> parameters() {
      return List.of("than", "but");
    }

    @Override
    public Object call(Call call) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>(call.parameters());
      values.compute(
          "but", (name, but) -> but instanceof List<?> list && list.isEmpty() ? List.of(0) : but);
      return call
          .transaction()
          .run(
              "SELECT \"ID\" FROM \"self_Thing\" WHERE \"Price\" > :than AND \"ID\" NOT IN :but"
                  + " ORDER BY \"Name\"",
              values)
          .stream()
          .map(row -> thing(id(row)))
          .toList();
    }
  }

  /** Bound to an entity. */
  public static final class Label implements JavaOperation {
    @Override
    public String name() {
      return "self.Label";
    }

    @Override
    public List<String> parameters() {
      return List.of("thing", "prefix");
    }

    @Override
    public Optional<String> binding() {
      return Optional.of("self.Thing");
    }

    @Override
    public Object call(Call call) {
      EntityReference thing = call.bound().get(0);
      Transaction.Answer answer =
          call.transaction().get("Things(" + thing.key().get("ID") + ")/Name/$value");
      return call.parameter("prefix") + ": " + answer.json() + " " + thing.type();
    }
  }

  /** The same names, bound to a collection. */
  public static final class Ids implements JavaOperation {
    @Override
    public String name() {
      return "self.Label";
    }

    @Override
    public List<String> parameters() {
      return List.of("prefix", "thing");
    }

    @Override
    public Optional<String> binding() {
      return Optional.of("Collection(self.Thing)");
    }

    @Override
    public Object call(Call call) {
      List<Object> ids = new ArrayList<>();
      call.bound().forEach(thing -> ids.add(Objects.requireNonNull(thing.key().get("ID"))));
      return call.parameter("prefix") + ids.stream().sorted().toList().toString();
    }
  }

  /** Asks the service. */
  public static final class Count implements JavaOperation {
    @Override
    public String name() {
      return "self.Count";
    }

    @Override
    public List<String> parameters() {
      return List.of();
    }

    @Override
    public Object call(Call call) {
      Transaction.Answer answer = call.transaction().get("Things/$count?$filter=Price gt 0");
      return answer.status() == 200 ? Integer.valueOf(answer.json()) : -answer.status();
    }
  }

  /** A function that must not do what it does. */
  public static final class Writes implements JavaOperation {
    @Override
    public String name() {
      return "self.Writes";
    }

    @Override
    public List<String> parameters() {
      return List.of();
    }

    @Override
    public Object call(Call call) {
      call.transaction().run("UPDATE \"self_Thing\" SET \"Name\" = 'gone'", Map.of());
      return 1;
    }
  }

  /** Another one. */
  public static final class Sends implements JavaOperation {
    @Override
    public String name() {
      return "self.Sends";
    }

    @Override
    public List<String> parameters() {
      return List.of();
    }

    @Override
    public Object call(Call call) {
      return call.transaction().send("DELETE", "Things(1)", "").status();
    }
  }

  /** A defect. */
  public static final class Breaks implements JavaOperation {
    @Override
    public String name() {
      return "self.Breaks";
    }

    @Override
    public List<String> parameters() {
      return List.of();
    }

    @Override
    public Object call(Call call) {
      return new Object[0].length == 0 ? "no number" : 1;
    }
  }

  /** An answer of its own. */
  public static final class Refuses implements JavaOperation {
    @Override
    public String name() {
      return "self.Refuses";
    }

    @Override
    public List<String> parameters() {
      return List.of();
    }

    @Override
    public Object call(Call call) {
      throw new ODataException(ErrorCode.CONFLICT, "Not on Sundays.");
    }
  }

  /** Changes the entity that it is bound to. */
  public static final class Raise implements JavaOperation {
    @Override
    public String name() {
      return "self.Raise";
    }

    @Override
    public List<String> parameters() {
      return List.of("thing", "by");
    }

    @Override
    public Object call(Call call) {
      EntityReference thing = call.bound().get(0);
      String url = "Things(" + thing.key().get("ID") + ")";
      BigDecimal price =
          new BigDecimal(call.transaction().get(url + "/Price/$value").json())
              .add((BigDecimal) Objects.requireNonNull(call.parameter("by")));
      Transaction.Answer answer =
          call.transaction().send("PATCH", url, "{\"Price\":" + price.toPlainString() + "}");
      return answer.status() < 300 ? thing : failed(answer);
    }

    private static Object failed(Transaction.Answer answer) {
      throw new IllegalStateException(answer.json());
    }
  }

  /** Adds entities, and gives all of their names. */
  public static final class Make implements JavaOperation {
    @Override
    public String name() {
      return "self.Make";
    }

    @Override
    public List<String> parameters() {
      return List.of("names");
    }

    @Override
    public Object call(Call call) {
      List<Object> made = new ArrayList<>();
      long id = 100;
      for (Object name : (List<?>) Objects.requireNonNull(call.parameter("names"))) {
        String json = "{\"ID\":" + ++id + ",\"Name\":\"" + name + "\",\"Price\":1}";
        if (call.transaction().send("POST", "Things", json).status() == 201) {
          made.add(Map.of("Name", name, "Number", id));
        }
      }
      return made;
    }
  }

  /** Changes something, and then fails. */
  public static final class HalfDone implements JavaOperation {
    @Override
    public String name() {
      return "self.HalfDone";
    }

    @Override
    public List<String> parameters() {
      return List.of();
    }

    @Override
    public @Nullable Object call(Call call) {
      call.transaction().send("DELETE", "Things(1)", "");
      call.transaction()
          .run(
              "UPDATE \"self_Thing\" SET \"Name\" = :name WHERE \"ID\" = :id",
              Map.of("name", "gone", "id", 2L));
      throw new IllegalStateException("half done");
    }
  }

  /** Takes an entity, and answers nothing. */
  public static final class Mark implements JavaOperation {
    @Override
    public String name() {
      return "self.Mark";
    }

    @Override
    public List<String> parameters() {
      return List.of("thing", "name");
    }

    @Override
    public @Nullable Object call(Call call) {
      EntityReference thing = (EntityReference) Objects.requireNonNull(call.parameter("thing"));
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("name", call.parameter("name"));
      values.put("id", thing.key().get("ID"));
      call.transaction()
          .run("UPDATE \"self_Thing\" SET \"Name\" = :name WHERE \"ID\" = :id", values);
      return null;
    }
  }
}
