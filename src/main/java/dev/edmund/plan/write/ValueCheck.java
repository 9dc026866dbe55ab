package dev.edmund.plan.write;

import java.util.List;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** What the model says about values beyond their types. */
interface ValueCheck {
  ValueCheck NONE = (property, value, text) -> List.of();

  /** What is wrong with a value. */
  List<String> violations(EdmProperty property, Object value, String text);
}
