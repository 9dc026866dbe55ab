package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.rules.Default;
import dev.edmund.plan.rules.PropertyRule;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** Gives the parts of a new value, or of one that is replaced, what they have when not given. */
final class Absent implements PropertyStorage.Visitor<Boolean> {
  private final Writing writing;
  private final Draft draft;
  private final Violations violations;
  private final Mode mode;
  private final String path;

  /**
   * @param path of what the properties are part of; nothing for an entity
   */
  Absent(Writing writing, Draft draft, Violations violations, Mode mode, String path) {
    this.writing = writing;
    this.draft = draft;
    this.violations = violations;
    this.mode = mode;
    this.path = path;
  }

  private String path(PropertyStorage p) {
    return path.isEmpty() ? p.name() : path + "/" + p.name();
  }

  private void require(boolean nullable, PropertyStorage p) {
    if (!nullable) {
      violations.add(ErrorCode.INVALID_VALUE, path(p), "must be given");
    }
  }

  @Override
  public Boolean scalar(PropertyStorage.Scalar p) {
    if (draft.has(p.column())) {
      return false;
    }
    Optional<PropertyRule> rule = writing.rules().of(p.property());
    Optional<Default> made = rule.flatMap(PropertyRule::onMissing);
    if (made.isEmpty()) {
      clear(p);
      require(p.property().isNullable() || !rule.map(PropertyRule::required).orElse(true), p);
      return false;
    }
    fill(draft, p, made.get(), writing);
    return true;
  }

  /** Puts what the server makes into a property. */
  static void fill(Draft draft, PropertyStorage.Scalar p, Default made, Writing writing) {
    if (made.kind().isUser()) {
      draft.keep(p.column(), writing.made(made, p.column()));
    } else {
      draft.set(p.column(), writing.made(made, p.column()));
    }
    if (p.offset() != null) {
      Integer offset = made.offset();
      draft.set(p.offset(), offset == null ? new Cell.Nothing() : new Cell.Given((long) offset));
    }
  }

  @Override
  public Boolean complex(PropertyStorage.Complex p) {
    if (p.property().isNullable()) {
      clear(p);
    } else {
      draft.set(p.presence(), (Object) true);
      Absent inside = new Absent(writing, draft, violations, mode, path(p));
      p.parts().stream()
          .filter(part -> mode != Mode.REPLACE || !writing.keeps(p.type(), part.name(), mode))
          .forEach(part -> part.accept(inside));
    }
    return true;
  }

  @Override
  public Boolean values(PropertyStorage.Values p) {
    clear(p);
    requireNone(p.property(), p);
    return true;
  }

  /** A collection that is not given is empty. */
  private void requireNone(EdmProperty property, PropertyStorage p) {
    writing
        .rules()
        .countViolations(property, 0)
        .forEach(reason -> violations.add(ErrorCode.INVALID_VALUE, path(p), reason));
  }

  @Override
  public Boolean document(PropertyStorage.Document p) {
    clear(p);
    if (p.collection()) {
      requireNone(p.property(), p);
    } else {
      require(p.property().isNullable(), p);
    }
    return true;
  }

  /** A stream has a URL of its own, where it is changed and removed (Part 1, 11.4.8). */
  @Override
  public Boolean stream(PropertyStorage.Stream p) {
    return false;
  }

  /** A new row has nulls of its own accord. */
  private void clear(PropertyStorage p) {
    if (mode != Mode.INSERT) {
      p.accept(new Clear(draft));
    }
  }

  /** Makes properties null, or empty, with all their parts. */
  record Clear(Draft draft) implements PropertyStorage.Visitor<Boolean> {
    @Override
    public Boolean scalar(PropertyStorage.Scalar p) {
      draft.clear(p.column());
      if (p.offset() != null) {
        draft.clear(p.offset());
      }
      return true;
    }

    @Override
    public Boolean complex(PropertyStorage.Complex p) {
      draft.clear(p.presence());
      p.parts().forEach(part -> part.accept(this));
      return true;
    }

    @Override
    public Boolean values(PropertyStorage.Values p) {
      draft.members(p, List.of());
      return true;
    }

    @Override
    public Boolean document(PropertyStorage.Document p) {
      draft.clear(p.column());
      return true;
    }

    @Override
    public Boolean stream(PropertyStorage.Stream p) {
      draft.stream(p, null);
      return true;
    }
  }
}
