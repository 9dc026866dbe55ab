package dev.edmund.request.path;

import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.payload.JsonValue;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** One step of a resource path (Part 2, 4), checked against the model. */
public sealed interface Segment {

  <R> R accept(Visitor<R> visitor);

  /** {@code $metadata}. */
  record Metadata() implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.metadata(this);
    }
  }

  /** {@code $batch}. */
  record Batch() implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.batch(this);
    }
  }

  /**
   * {@code $entity}, with the type it is cast to where one is written. The id is in {@code $id}.
   */
  record EntityById(@Nullable EdmEntityType cast) implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.entityById(this);
    }
  }

  /** {@code $all}. */
  record All() implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.all(this);
    }
  }

  /** {@code $crossjoin(A,B)}. */
  record CrossJoin(List<EdmEntitySet> sets) implements Segment {
    public CrossJoin {
      sets = List.copyOf(sets);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.crossJoin(this);
    }
  }

  record EntitySet(EdmEntitySet set) implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.entitySet(this);
    }
  }

  record Singleton(EdmSingleton singleton) implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.singleton(this);
    }
  }

  /** A key predicate, in parentheses or as segments; every key property has its literal. */
  record Key(List<KeyValue> values) implements Segment {
    public Key {
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.key(this);
    }
  }

  /** A structural property: primitive, complex, or a collection of these. */
  record Property(EdmProperty property) implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.property(this);
    }
  }

  /** A property that the model does not declare, computed ones among them. */
  record Dynamic(String name) implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dynamic(this);
    }
  }

  record Navigation(EdmNavigationProperty property) implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.navigation(this);
    }
  }

  /** A qualified type name that narrows what stands before it. */
  record TypeCast(EdmStructuredType type) implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.typeCast(this);
    }
  }

  /**
   * A bound or imported function or action; arguments only for functions.
   *
   * @param known what is known of the call before it is planned; null for nothing
   */
  record Operation(
      EdmOperation operation,
      @Nullable String importName,
      List<Expr.Argument> arguments,
      @Nullable Known known)
      implements Segment {
    public Operation {
      arguments = List.copyOf(arguments);
    }

    /** A call as it is written. */
    public Operation(
        EdmOperation operation, @Nullable String importName, List<Expr.Argument> arguments) {
      this(operation, importName, arguments, null);
    }

    /** The same call, of which more is known. */
    public Operation with(Known more) {
      return new Operation(operation, importName, arguments, more);
    }

    /**
     * What is known of a call.
     *
     * @param parameters the constants that it is called with
     * @param rows what it gave, where it has been made; null where it has not
     */
    public record Known(
        Map<String, JsonValue> parameters, @Nullable List<List<@Nullable Object>> rows) {
      public Known {
        parameters = Map.copyOf(parameters);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.operation(this);
    }
  }

  /** An annotation such as {@code @Core.Messages}, in {@code $select} and {@code $expand} only. */
  record Annotation(String term, @Nullable EdmType type) implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.annotation(this);
    }
  }

  /** {@code /$value}. */
  record Value() implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.value(this);
    }
  }

  /** {@code /$count}. */
  record Count() implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.count(this);
    }
  }

  /** {@code /$ref}. */
  record Ref() implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ref(this);
    }
  }

  /** {@code /$filter(expression)}. */
  record Filter(Expr predicate) implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.filter(this);
    }
  }

  /** {@code /$each}. */
  record Each() implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.each(this);
    }
  }

  /** {@code /$query}: the options are in the body. */
  record Query() implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.query(this);
    }
  }

  /** A position in an ordered collection; negative counts from the end. */
  record Ordinal(long index) implements Segment {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ordinal(this);
    }
  }

  /** What can be done to a segment; a new kind of segment breaks the build of each. */
  interface Visitor<R> {
    R metadata(Metadata s);

    R batch(Batch s);

    R entityById(EntityById s);

    R all(All s);

    R crossJoin(CrossJoin s);

    R entitySet(EntitySet s);

    R singleton(Singleton s);

    R key(Key s);

    R property(Property s);

    R dynamic(Dynamic s);

    R navigation(Navigation s);

    R typeCast(TypeCast s);

    R operation(Operation s);

    R annotation(Annotation s);

    R value(Value s);

    R count(Count s);

    R ref(Ref s);

    R filter(Filter s);

    R each(Each s);

    R query(Query s);

    R ordinal(Ordinal s);
  }
}
