package dev.edmund.plan.write;

import dev.edmund.core.Kept;
import dev.edmund.model.Model;
import dev.edmund.plan.rules.Rules;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Plans of new entities that are kept: clients add many of the same form, and only their values
 * differ. Whatever is wrong with a value is left to be told by the general plan.
 */
final class KeptInserts {
  private static final int MOST = 512;

  private final Model model;
  private final Rules rules;
  private final Kept<Form, Optional<InsertForm>> forms = new Kept<>(MOST);

  /**
   * All but the values that a plan depends on.
   *
   * @param members the names in the body, in their order; behind those of nulls there is {@code @}
   */
  private record Form(
      Segment.EntitySet set, boolean strict, boolean version401, List<String> members) {}

  KeptInserts(Model model, Rules rules) {
    this.model = model;
    this.rules = rules;
  }

  /**
   * The plan of a request.
   *
   * @param general makes it where none is kept
   */
  WritePlan plan(WriteRequest request, Function<WriteRequest, WritePlan> general) {
    boolean plain =
        request.method() == WriteRequest.Method.POST
            && request.path().size() == 1
            && request.ifMatch() == null
            && request.ifNoneMatch() == null
            && request.options().rest().index() == null;
    if (!plain
        || !(request.path().get(0) instanceof Segment.EntitySet set)
        || !(request.body() instanceof WriteRequest.Json json)
        || !isFlat(json.value())) {
      return general.apply(request);
    }
    Form form = new Form(set, request.strict(), request.version401(), members(json.value()));
    return forms
        .get(form, () -> form(general.apply(request), json.value(), request))
        .flatMap(kept -> kept.plan(json.value(), request.caller()))
        .orElseGet(() -> general.apply(request));
  }

  private Optional<InsertForm> form(WritePlan plan, JsonValue body, WriteRequest request) {
    return InsertForm.of(plan, body, model, rules, request.caller());
  }

  /** Whether an object has values of properties alone, and none of them has parts. */
  private static boolean isFlat(JsonValue body) {
    if (!body.is(JsonValue.Kind.OBJECT)) {
      return false;
    }
    for (Map.Entry<String, JsonValue> member : body.members().entrySet()) {
      JsonValue value = member.getValue();
      if (member.getKey().indexOf('@') >= 0
          || value.is(JsonValue.Kind.OBJECT)
          || value.is(JsonValue.Kind.ARRAY)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> members(JsonValue body) {
    List<String> names = new ArrayList<>(body.members().size());
    body.members()
        .forEach((name, value) -> names.add(value.is(JsonValue.Kind.NULL) ? name + "@" : name));
    return names;
  }
}
