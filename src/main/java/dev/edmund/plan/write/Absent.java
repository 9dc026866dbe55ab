package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the parts of a new value, or of one that is replaced, what they have when not given. */
final class Absent implements PropertyStorage.Visitor<Boolean> {
  private final Draft draft;
  private final Violations violations;
  private final Mode mode;
  private final String path;

  /**
   * @param path of what the properties are part of; nothing for an entity
   */
  Absent(Draft draft, Violations violations, Mode mode, String path) {
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
    String text = p.property().getDefaultValue();
    if (text == null) {
      clear(p);
      require(p.property().isNullable(), p);
      return false;
    }
    draft.set(p.column(), Values.parse(p.type(), text));
    if (p.offset() != null) {
      @Nullable Integer offset = Values.offset(text);
      draft.set(
          p.offset(), offset == null ? new Cell.Nothing() : new Cell.Given((long) (int) offset));
    }
    return true;
  }

  @Override
  public Boolean complex(PropertyStorage.Complex p) {
    if (p.property().isNullable()) {
      clear(p);
    } else {
      draft.set(p.presence(), (Object) true);
      Absent inside = new Absent(draft, violations, mode, path(p));
      p.parts().forEach(part -> part.accept(inside));
    }
    return true;
  }

  @Override
  public Boolean values(PropertyStorage.Values p) {
    clear(p);
    return true;
  }

  @Override
  public Boolean document(PropertyStorage.Document p) {
    clear(p);
    if (!p.collection()) {
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
