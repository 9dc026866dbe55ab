package dev.edmund.processor.batch;

import dev.edmund.core.ODataException;
import dev.edmund.processor.Service;
import dev.edmund.request.payload.JsonText;
import dev.edmund.request.payload.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The condition {@code if} of a request (JSON Format, 19.1): an expression in which {@code
 * $id/$succeeded} says whether a request did, and {@code $id} stands for the body of its answer.
 */
final class Conditions {
  /** No name in an expression begins like this by chance. */
  private static final String NAME = "_answer_";

  private Conditions() {}

  /** The requests and groups that a condition names. */
  static Set<String> named(String condition) {
    Set<String> named = new LinkedHashSet<>();
    ValueReference.replaced(
        condition,
        id -> true,
        reference -> {
          named.add(reference.id());
          return "";
        });
    return named;
  }

  /**
   * Whether a condition holds.
   *
   * @throws ODataException 400 when it is no expression that is true or false
   */
  static boolean holds(String condition, Outcomes outcomes, Service service) {
    Map<String, String> answers = new LinkedHashMap<>();
    String text =
        ValueReference.replaced(
            condition,
            id -> true,
            reference -> {
              if (reference.path().equals(List.of(ValueReference.SUCCEEDED))) {
                return Boolean.toString(outcomes.hasSucceeded(reference.id()));
              }
              JsonValue value =
                  KeptAnswers.at(outcomes.answer(reference.id()), reference.path())
                      .orElseGet(JsonValue::nothing);
              if (!value.is(JsonValue.Kind.OBJECT) && !value.is(JsonValue.Kind.ARRAY)) {
                return QueryReferences.literal(value);
              }
              String name = NAME + answers.size();
              answers.put(name, JsonText.of(value));
              return name;
            });
    return service.holds(text, answers);
  }
}
