package dev.edmund.request.expr;

import java.util.List;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * An expression of {@code $filter}, {@code $orderby}, {@code $compute} or a parameter, typed
 * against Edm. Parameter aliases are already replaced by what they stand for. Trees are at most
 * {@code Limits.depth} deep: {@code and} and {@code or} are flat.
 */
public sealed interface Expr {

  /** The type of the value; null for the null literal and for values without a declared type. */
  @Nullable EdmType type();

  <R> R accept(Visitor<R> visitor);

  /** Whether it leads to something stored, whose type may be known only there. */
  default boolean isPath() {
    return false;
  }

  /**
   * A primitive or enumeration literal.
   *
   * @param type null for the null literal
   * @param text the value without quotes, prefix or escapes, such as {@code O'Neil}, {@code 3.14},
   *     {@code P1D}; the number of an enumeration value; null for the null literal
   */
  record Literal(@Nullable EdmType type, @Nullable String text) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.literal(this);
    }
  }

  /**
   * A value that comes with each request, in what requests have in common.
   *
   * @param position among these values
   */
  record Parameter(int position, EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parameter(this);
    }
  }

  /** A list such as {@code (1,2,3)} behind {@code in}, or a JSON array. */
  record Items(List<Expr> items) implements Expr {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public @Nullable EdmType type() {
      return null;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.items(this);
    }
  }

  /** A JSON object, whose members may be any expressions. */
  record JsonObject(List<Argument> members) implements Expr {
    public JsonObject {
      members = List.copyOf(members);
    }

    @Override
    public @Nullable EdmType type() {
      return null;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.json(this);
    }
  }

  /**
   * The instance the option is evaluated for: {@code $it}, written or implied.
   *
   * @param type null for the instances of a cross join
   */
  record It(@Nullable EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.it(this);
    }
  }

  /** {@code $this}: the member a nested option or {@code /$filter} looks at. */
  record This(EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.thisInstance(this);
    }
  }

  /**
   * An instance that the options around this one are evaluated for: {@code $it} in nested options,
   * or {@code $this} through an alias.
   *
   * @param levels how many options further out, from 1 on
   */
  record Outer(int levels, @Nullable EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.outer(this);
    }
  }

  /** {@code $these}: the collection that the option or transformation is evaluated for. */
  record These(@Nullable EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.these(this);
    }
  }

  /** {@code $root/Set} or {@code $root/Singleton}. */
  record Root(EdmBindingTarget target) implements Expr {
    @Override
    public EdmType type() {
      return target.getEntityType();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.root(this);
    }
  }

  /** The range variable of the lambda around it; without a type over undeclared values. */
  record Variable(String name, @Nullable EdmType type) implements Expr {
    @Override
    public boolean isPath() {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.variable(this);
    }
  }

  /** A declared structural property of {@code source}; its value may be a collection. */
  record Property(Expr source, EdmProperty property) implements Expr {
    @Override
    public EdmType type() {
      return property.getType();
    }

    @Override
    public boolean isPath() {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.property(this);
    }
  }

  /** A property that the model does not declare, of an open or undeclared {@code source}. */
  record Dynamic(Expr source, String name) implements Expr {
    @Override
    public @Nullable EdmType type() {
      return null;
    }

    @Override
    public boolean isPath() {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dynamic(this);
    }
  }

  /** A property that {@code $compute} or a transformation made. */
  record Computed(Expr source, String name, @Nullable EdmType type) implements Expr {
    @Override
    public boolean isPath() {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.computed(this);
    }
  }

  /** The member of a collection of entities that has the key; navigation properties hold theirs. */
  record Keyed(Expr source, List<KeyValue> key, EdmType type) implements Expr {
    public Keyed {
      key = List.copyOf(key);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.keyed(this);
    }
  }

  /** {@code source/$filter(predicate)}. */
  record Filtered(Expr source, Expr predicate) implements Expr {
    @Override
    public @Nullable EdmType type() {
      return source.type();
    }

    @Override
    public boolean isPath() {
      return source.isPath();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.filtered(this);
    }
  }

  /** {@code source/aggregate(…)} (Data Aggregation, 3.1.4). */
  record Aggregate(Expr source, Aggregation aggregation) implements Expr {
    @Override
    public @Nullable EdmType type() {
      return aggregation.type();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.aggregate(this);
    }
  }

  /** A navigation property of {@code source}, with a key predicate where one is written. */
  record Navigation(Expr source, EdmNavigationProperty property, @Nullable List<KeyValue> key)
      implements Expr {
    @Override
    public EdmType type() {
      return property.getType();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.navigation(this);
    }
  }

  /** {@code source/Qualified.Type}: {@code source} seen as a derived type. */
  record TypeCast(Expr source, EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.typeCast(this);
    }
  }

  /** {@code source/$count}, with {@code $filter} and {@code $search} where they are written. */
  record Count(Expr source, @Nullable Expr filter, @Nullable Search search, EdmType type)
      implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.count(this);
    }
  }

  /**
   * {@code source/any(v:predicate)} or {@code all}; variable and predicate absent in {@code any()}.
   */
  record Lambda(
      Expr source, boolean all, @Nullable Variable variable, @Nullable Expr predicate, EdmType type)
      implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lambda(this);
    }
  }

  /** A flat {@code and} or {@code or} of two or more operands. */
  record Logical(boolean and, List<Expr> operands, EdmType type) implements Expr {
    public Logical {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.logical(this);
    }
  }

  record Not(Expr operand, EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** {@code eq ne gt ge lt le has}; both sides have been made to fit each other. */
  record Compare(Comparison operator, Expr left, Expr right, EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compare(this);
    }
  }

  /** {@code left in right}; right is {@link Items} or a collection. */
  record In(Expr left, Expr right, EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.in(this);
    }
  }

  /** {@code add sub mul div divby mod}; type is the promoted type (Part 2, 5.1.1.2). */
  record Arithmetic(ArithmeticOperator operator, Expr left, Expr right, EdmType type)
      implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.arithmetic(this);
    }
  }

  record Negate(Expr operand, @Nullable EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.negate(this);
    }
  }

  /** A canonical function of Part 2, 5.1.1.5 to 5.1.1.14 but {@code cast} and {@code isof}. */
  record Call(Function function, List<Expr> arguments, @Nullable EdmType type) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /** {@code cast(source,Type)}, or to {@code Collection(Type)}. */
  record CastTo(Expr source, EdmType type, boolean collection) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.castTo(this);
    }
  }

  /** {@code isof(source,Type)}, or {@code Collection(Type)}. */
  record IsOf(Expr source, EdmType tested, boolean collection, EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.isOf(this);
    }
  }

  /** A function of the model, bound to {@code source} or, without one, imported. */
  record Invoke(@Nullable Expr source, EdmFunction function, List<Argument> arguments)
      implements Expr {
    public Invoke {
      arguments = List.copyOf(arguments);
    }

    @Override
    public EdmType type() {
      return function.getReturnType().getType();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.invoke(this);
    }
  }

  /**
   * A function of a recursive hierarchy (Data Aggregation, 5.5.2.1), such as {@code isroot}.
   *
   * @param hierarchy null for {@code rollupnode}, which is about that of a {@code rolluprecursive}
   */
  record HierarchyCall(
      HierarchyFunction function,
      @Nullable RecursiveHierarchy hierarchy,
      List<Argument> arguments,
      @Nullable EdmType type)
      implements Expr {
    public HierarchyCall {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.hierarchy(this);
    }
  }

  /** An annotation such as {@code @Core.Messages} of {@code source}. */
  record Annotation(Expr source, String term, @Nullable EdmType type) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.annotation(this);
    }
  }

  /** A parameter of a function call or a member of an object, by name. */
  record Argument(String name, Expr value) {}

  /** What can be done to an expression; a new kind of expression breaks the build of each. */
  interface Visitor<R> {
    R literal(Literal e);

    R parameter(Parameter e);

    R items(Items e);

    R json(JsonObject e);

    R it(It e);

    R thisInstance(This e);

    R outer(Outer e);

    R these(These e);

    R root(Root e);

    R variable(Variable e);

    R property(Property e);

    R dynamic(Dynamic e);

    R computed(Computed e);

    R keyed(Keyed e);

    R filtered(Filtered e);

    R aggregate(Aggregate e);

    R navigation(Navigation e);

    R typeCast(TypeCast e);

    R count(Count e);

    R lambda(Lambda e);

    R logical(Logical e);

    R not(Not e);

    R compare(Compare e);

    R in(In e);

    R arithmetic(Arithmetic e);

    R negate(Negate e);

    R call(Call e);

    R castTo(CastTo e);

    R isOf(IsOf e);

    R invoke(Invoke e);

    R hierarchy(HierarchyCall e);

    R annotation(Annotation e);
  }
}
