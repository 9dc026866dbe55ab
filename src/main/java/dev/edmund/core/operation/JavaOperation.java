package dev.edmund.core.operation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One overload of a function or action of the model, in Java. {@link java.util.ServiceLoader} finds
 * it: a jar names its class in {@code META-INF/services/dev.edmund.core.operation.JavaOperation}.
 * One instance serves all calls, from many threads.
 */
public interface JavaOperation {

  /** The qualified name, such as {@code Shop.Discount}. */
  String name();

  /** The names of all parameters of the overload, that of the binding parameter among them. */
  List<String> parameters();

  /**
   * What the overload is bound to, such as {@code Shop.Product} or {@code
   * Collection(Shop.Product)}; only needed where several overloads have the same names.
   */
  default Optional<String> binding() {
    return Optional.empty();
  }

  /**
   * Answers a call. What an action changes by {@link Call#transaction} is undone when this throws.
   *
   * @return null for nothing; a primitive or enumeration value, as {@link Call#parameters} has them
   *     or as a class of {@code java.time}; a {@code Map} of the members of a complex value; an
   *     {@link EntityReference}, also as a member of a complex value; a {@code Collection} of these
   * @throws dev.edmund.core.ODataException as the answer to the client; all else is a defect, which
   *     is logged, and a 500 for the client
   */
  @Nullable Object call(Call call);
}
