package dev.edmund.plan.rules;

import dev.edmund.model.AnnotationValue;
import dev.edmund.model.Annotations;
import dev.edmund.model.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    String only = null;
    String property = null;
    @Nullable AnnotationValue told = annotations.value(target, Terms.MEDIA_TYPE).orElse(null);
    if (told instanceof AnnotationValue.ConstantValue value) {
      boolean path = value.kind().endsWith("Path");
      only = path ? null : value.value().strip();
      property = path && value.value().indexOf('/') < 0 ? value.value() : null;
    }
    return acceptable.isEmpty() && only == null && property == null
        ? StreamRule.ANY
        : new StreamRule(acceptable, only, property);
  }
}
