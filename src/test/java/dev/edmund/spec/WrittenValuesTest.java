package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.ShrinkingMode;

/**
 * What is written over HTTP is what is read, for every primitive type: by itself, in a collection,
 * in a complex value in columns and in one that is kept as JSON (JSON Format, 7.1; Part 1, 11.4).
 */
final class WrittenValuesTest {
  private static final String JSON = "Content-Type: application/json;IEEE754Compatible=false";
  private static final String NONE = "Accept: application/json;odata.metadata=none";
  private static final int ROWS = 25;
  private static final int LONGEST = 90;

  /** A property of a random type, and how a token that is written is read. */
  private record Typed(
      String name,
      String declaration,
      Function<Random, String> token,
      Function<String, String> read) {

    static <T> Typed of(int number, ExactType<T> type) {
      RandomGenerator<String> inputs = type.inputs().generator(1000);
      return new Typed(
          "P" + number,
          type.declaration(),
          random -> token(inputs, random),
          token -> token.equals("null") ? token : type.json().apply(type.meaning().apply(token)));
    }

    private static String token(RandomGenerator<String> inputs, Random random) {
      if (random.nextInt(8) == 0) {
        return "null";
      }
      String token = inputs.next(random).value();
      return token.length() > LONGEST ? "null" : token;
    }

    String collection() {
      return declaration.replaceFirst("Type='([^']*)'", "Type='Collection($1)'");
    }
  }

  private static List<Typed> types() {
    List<ExactType<?>> all =
        List.of(
            ExactTypes.integer("SByte", Byte.MIN_VALUE, Byte.MAX_VALUE),
            ExactTypes.integer("Byte", 0, 255),
            ExactTypes.integer("Int16", Short.MIN_VALUE, Short.MAX_VALUE),
            ExactTypes.integer("Int32", Integer.MIN_VALUE, Integer.MAX_VALUE),
            ExactTypes.integer("Int64", Long.MIN_VALUE, Long.MAX_VALUE),
            ExactTypes.decimal(),
            ExactTypes.floating(false),
            ExactTypes.floating(true),
            ExactTypes.bool(),
            ExactTypes.guid(),
            ExactTypes.date(),
            ExactTypes.timeOfDay(),
            ExactTypes.dateTimeOffset(),
            ExactTypes.duration(),
            ExactTypes.text(),
            ExactTypes.binary());
    List<Typed> types = new ArrayList<>();
    all.forEach(type -> types.add(Typed.of(types.size(), type)));
    return types;
  }

  private static String schema(List<Typed> types) {
    String plain =
        types.stream()
            .map(t -> "<Property Name='" + t.name + "' " + t.declaration + "/>")
            .collect(Collectors.joining());
    String lists =
        types.stream()
            .map(t -> "<Property Name='L" + t.name + "' " + t.collection() + "/>")
            .collect(Collectors.joining());
    return "<ComplexType Name='Box'>"
        + plain
        + "</ComplexType><ComplexType Name='Tree'>"
        + plain
        + "<Property Name='Branch' Type='self.Tree'/></ComplexType>"
        + "<EntityType Name='Row'><Key><PropertyRef Name='Id'/></Key>"
        + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
        + plain
        + lists
        + "<Property Name='Box' Type='self.Box'/><Property Name='Tree' Type='self.Tree'/>"
        + "</EntityType><EntityContainer Name='C'><EntitySet Name='Rows' EntityType='self.Row'/>"
        + "</EntityContainer>";
  }

  /** The state of an entity: what stands at each path. */
  private static final class State {
    private final List<Typed> types;
    private final Random random;
    final List<String> plain = new ArrayList<>();
    final List<String> lists = new ArrayList<>();
    final List<String> box = new ArrayList<>();
    final List<String> tree = new ArrayList<>();

    State(List<Typed> types, Random random) {
      this.types = types;
      this.random = random;
      types.forEach(
          type -> {
            plain.add("null");
            lists.add("[]");
            box.add("null");
            tree.add("null");
          });
    }

    /** A body that changes some, and this with them as they will be read. */
    String change(int likely, boolean inside) {
      List<String> members = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        Typed type = types.get(i);
        if (random.nextInt(100) < likely) {
          String token = type.token.apply(random);
          plain.set(i, type.read.apply(token));
          members.add(member(type.name, token));
        }
        if (random.nextInt(100) < likely) {
          List<String> tokens =
              random.ints(random.nextInt(4), 0, 2).mapToObj(n -> type.token.apply(random)).toList();
          lists.set(i, tokens.stream().map(type.read).collect(Collectors.joining(",", "[", "]")));
          members.add(member("L" + type.name, "[" + String.join(",", tokens) + "]"));
        }
      }
      if (inside) {
        members.add(member("Box", object(inside(box, likely))));
        List<String> branch = inside(tree, likely);
        branch.add(member("Branch", "null"));
        members.add(member("Tree", object(branch)));
      }
      return object(members);
    }

    private List<String> inside(List<String> values, int likely) {
      List<String> members = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        if (random.nextInt(100) < likely) {
          String token = types.get(i).token.apply(random);
          values.set(i, types.get(i).read.apply(token));
          members.add(member(types.get(i).name, token));
        }
      }
      return members;
    }

    String read(int id) {
      List<String> members = new ArrayList<>(List.of(member("Id", String.valueOf(id))));
      members.addAll(all(plain, ""));
      members.addAll(all(lists, "L"));
      members.add(member("Box", object(all(box, ""))));
      List<String> inTree = all(tree, "");
      inTree.add(member("Branch", "null"));
      members.add(member("Tree", object(inTree)));
      return object(members);
    }

    private List<String> all(List<String> values, String prefix) {
      List<String> members = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        members.add(member(prefix + types.get(i).name, values.get(i)));
      }
      return members;
    }
  }

  private static String member(String name, String value) {
    return "\"" + name + "\":" + value;
  }

  private static String object(List<String> members) {
    return members.stream().collect(Collectors.joining(",", "{", "}"));
  }

  @Property(tries = 2, seed = "4711", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatIsWrittenIsRead(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<Typed> types = types();
    Path folder = Files.createTempDirectory("edmund-written");
    try (ModelUnderTest service = ModelUnderTest.serve(folder, schema(types), Map.of())) {
      for (int id = 1; id <= ROWS; id++) {
        State state = new State(types, random);
        String row = "Rows(" + id + ")";
        String body = state.change(80, true);
        String made = body.replaceFirst("\\{", "{\"Id\":" + id + ",");
        same(state, id, service.send("POST", "Rows", made, JSON, NONE).is(201));
        same(state, id, service.get(row, NONE).ok());
        for (int change = 0; change < 3; change++) {
          String part = state.change(20, random.nextBoolean());
          service.send("PATCH", row, part, JSON).is(204);
          same(state, id, service.get(row, NONE).ok());
        }
        // What was read can be sent again, whole, and is the same.
        String again = service.get(row).ok().text();
        service.send("PUT", row, again, JSON).is(204);
        same(state, id, service.get(row, NONE).ok());
      }
    }
  }

  /** Documents may have their members in another order. */
  private static void same(State state, int id, Answer answer) {
    Answer expected =
        new Answer(
            "", 200, List.of(), state.read(id).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(expected.json(), answer.json(), answer::toString);
  }
}
