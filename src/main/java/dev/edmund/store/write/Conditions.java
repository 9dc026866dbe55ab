package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.write.Precondition;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a request says about the state of an entity is so.
 *
 * @param found whether the entity is there
 * @param version gives its version as {@link dev.edmund.model.storage.Values} makes it, or null
 */
record Conditions(boolean found, Supplier<@Nullable Object> version)
    implements Precondition.Visitor<Boolean> {

  static ODataException failed() {
    return new ODataException(
        ErrorCode.PRECONDITION_FAILED,
        "The entity is not in the state that If-Match or If-None-Match asks for.");
  }

  /** Refuses the request where the condition does not hold. */
  void require(Precondition condition) {
    if (!condition.accept(this)) {
      throw failed();
    }
  }

  @Override
  public Boolean any(Precondition.Any p) {
    return true;
  }

  @Override
  public Boolean match(Precondition.Match p) {
    return found && isOneOf(p.versions());
  }

  @Override
  public Boolean exists(Precondition.Exists p) {
    return found;
  }

  @Override
  public Boolean missing(Precondition.Missing p) {
    return !found;
  }

  @Override
  public Boolean differs(Precondition.Differs p) {
    return !found || !isOneOf(p.versions());
  }

  private boolean isOneOf(List<Object> versions) {
    Object present = version.get();
    return present != null && versions.contains(present);
  }
}
