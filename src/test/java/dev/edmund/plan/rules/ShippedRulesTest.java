package dev.edmund.plan.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.model.Model;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model that comes with Edmund asks for nothing that is not enforced. */
final class ShippedRulesTest {
  @Test
  void theShippedModelIsEnforced() {
    Model model = Model.load(Path.of("model/connections.csdl.xml"));
    assertEquals(List.of(), Rules.diagnostics(model));
  }
}
