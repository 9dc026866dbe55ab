package dev.edmund.request;

import dev.edmund.model.csdl.AnnotationValue;
import java.util.Optional;

/** What a model's annotations say. */
@FunctionalInterface
public interface VocabularyTerms {
  /** A model without annotations. */
  VocabularyTerms NONE = (target, term) -> Optional.empty();

  /**
   * The value of an annotation.
   *
   * @param target the full name of what is annotated, such as {@code Ns.Container/Set}
   * @param term the full name of the term, with its qualifier behind {@code #}
   */
  Optional<AnnotationValue> value(String target, String term);
}
