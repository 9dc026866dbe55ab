package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a service answers, reduced to what is compared. */
record InstanceAnswers(ModelUnderTest service) {
  JsonNode value(String target) {
    return service.json(target).get("value");
  }

  /** What stands at a place in each instance. */
  List<String> all(String target, String... places) {
    List<String> all = new ArrayList<>();
    for (JsonNode instance : value(target)) {
      List<String> one = new ArrayList<>();
      for (String place : places) {
        one.add(instance.at(place).asText());
      }
      all.add(String.join(" ", one));
    }
    return all;
  }

  Set<String> ids(String target) {
    List<String> all = all(target, "/ID");
    Set<String> ids = new TreeSet<>(all);
    assertEquals(ids.size(), all.size(), "no instance comes twice");
    return ids;
  }
}
