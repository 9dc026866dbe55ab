package dev.edmund.model;

import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Who tells the media type of a stream or of binary values ({@code Core.MediaType}).
 *
 * @param always the media type of all; null where it differs, or nobody tells
 * @param property the property beside it that has the media type; null without
 */
public record ToldMediaType(@Nullable String always, @Nullable String property) {

  /**
   * What the model says.
   *
   * @param target a media entity type, a property, or a type definition
   */
  public static ToldMediaType of(Annotations annotations, String target) {
    if (annotations.value(target, Terms.MEDIA_TYPE).orElse(null)
        instanceof AnnotationValue.ConstantValue value) {
      boolean path = value.kind().endsWith("Path");
      return new ToldMediaType(
          path ? null : value.value().strip(),
          path && value.value().indexOf('/') < 0 ? value.value() : null);
    }
    return new ToldMediaType(null, null);
  }

  /** Whether nobody tells. */
  public boolean isUnknown() {
    return always == null && property == null;
  }
}
