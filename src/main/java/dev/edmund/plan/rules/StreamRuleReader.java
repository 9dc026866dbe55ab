package dev.edmund.plan.rules;

import dev.edmund.model.ToldMediaType;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Terms;
import java.util.List;

/** Reads which media types a stream may have. */
final class StreamRuleReader {
  private StreamRuleReader() {}

  /**
   * The rule for a stream.
   *
   * @param target the media entity type, or the property
   */
  static StreamRule read(Annotations annotations, String target) {
    List<String> acceptable = annotations.texts(target, Terms.ACCEPTABLE_MEDIA_TYPES);
    ToldMediaType told = ToldMediaType.of(annotations, target);
    return acceptable.isEmpty() && told.isUnknown()
        ? StreamRule.ANY
        : new StreamRule(acceptable, told.always(), told.property());
  }
}
