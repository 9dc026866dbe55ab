package dev.edmund.request.payload;

import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/** What values in documents are held to, besides the facets of their properties. */
public interface DocumentRules {

  /** Nothing: what is there is taken as it is. */
  DocumentRules NONE =
      new DocumentRules() {
        @Override
        public List<String> violations(EdmProperty property, Object value) {
          return List.of();
        }

        @Override
        public List<String> countViolations(EdmProperty property, long items) {
          return List.of();
        }

        @Override
        public boolean takes(EdmComplexType type, String part, boolean isNew, At at) {
          return true;
        }

        @Override
        public Optional<Made> made(EdmComplexType type, String part) {
          return Optional.empty();
        }

        @Override
        public boolean requires(EdmComplexType type, EdmProperty part) {
          return !part.isNullable();
        }
      };

  /** A value that the server makes, as it is stored, with its offset where it has one. */
  record Made(Object value, @Nullable Integer offset) {}

  /** What is wrong with a value of a property, in words. */
  List<String> violations(EdmProperty property, Object value);

  /** What is wrong with a collection of so many items, in words. */
  List<String> countViolations(EdmProperty property, long items);

  /**
   * Whether what is given for a part of a complex value is taken; if not so, it is passed over.
   *
   * @param isNew whether the complex value is new
   * @throws DataException when it has to be refused
   */
  boolean takes(EdmComplexType type, String part, boolean isNew, At at);

  /** What a part of a new complex value gets that is not given. */
  Optional<Made> made(EdmComplexType type, String part);

  /** Whether a part of a new complex value has to have a value. */
  boolean requires(EdmComplexType type, EdmProperty part);
}
