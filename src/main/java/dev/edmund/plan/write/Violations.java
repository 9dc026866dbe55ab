package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.core.ODataException.Detail;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects everything in a body that does not fit the model. */
final class Violations {
  /** More would help nobody. */
  private static final int MOST = 100;

  private final List<Detail> found = new ArrayList<>();

  void add(ErrorCode code, String path, String reason) {
    boolean whole = path.isEmpty();
    add(code, whole ? "" : "'" + path + "': ", reason, whole ? null : path);
  }

  /** What a place in the model's container restricts. */
  void add(Detail detail) {
    add(detail.code(), "", withoutPeriod(detail.message()), detail.target());
  }

  private void add(ErrorCode code, String before, String reason, @Nullable String target) {
    if (found.size() < MOST) {
      found.add(new Detail(code, before + reason + ".", target));
    }
  }

  /** A sentence as the reason that it is part of. */
  static String withoutPeriod(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  void add(At at, String reason) {
    add(ErrorCode.INVALID_VALUE, at.path(), reason);
  }

  /** Does what may find that a value does not fit; what comes later is done all the same. */
  void guard(At at, Runnable work) {
    try {
      work.run();
    } catch (DataException e) {
      String path = e.path();
      add(ErrorCode.INVALID_VALUE, path == null ? at.path() : path, e.reason());
    } catch (IllegalArgumentException e) {
      add(at, String.valueOf(e.getMessage()));
    }
  }

  /** The first one. */
  Optional<Detail> first() {
    return found.stream().findFirst();
  }

  /** Why an entity that is not there cannot be added; null where it can. */
  @Nullable Refusal refusal() {
    return first()
        .map(d -> new Refusal(d.code(), "There is no such entity. " + d.message(), d.target()))
        .orElse(null);
  }

  /** Throws all of them, when there are any. */
  void raise() {
    if (!found.isEmpty()) {
      throw ODataException.of(found);
    }
  }
}
