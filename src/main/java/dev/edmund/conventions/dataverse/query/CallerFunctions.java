package dev.edmund.conventions.dataverse.query;

import dev.edmund.request.FunctionCall;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.expr.RecursiveHierarchy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** The functions that ask about who asks. */
final class CallerFunctions {
  private static final String USER = "systemuser";
  private static final String TEAM = "team";
  private static final String BUSINESS_UNIT = "_businessunitid_value";
  private static final String MEMBERS = "teammembership_association";

  /** English of the United States, as everybody here reads. */
  private static final String LANGUAGE = "1033";

  private CallerFunctions() {}

  /** A condition on the value of the property that a function is asked about. */
  private interface Test {
    Expr of(Asked asked);
  }

  static Map<String, Rewrite> all() {
    return Map.of(
        "EqualUserId", id(Asked::isUser),
        "NotEqualUserId", id(asked -> Exprs.not(asked.isUser())),
        "EqualBusinessId", id(asked -> asked.businessUnit(Comparison.EQ)),
        "NotEqualBusinessId", id(asked -> asked.businessUnit(Comparison.NE)),
        "EqualUserTeams", id(asked -> asked.isTeamOf(asked::isCaller)),
        "EqualUserOrUserTeams",
            id(asked -> Exprs.or(asked.isUser(), asked.isTeamOf(asked::isCaller))),
        "EqualUserOrUserHierarchy", id(asked -> asked.isOfCaller(asked.value())),
        "EqualUserOrUserHierarchyAndTeams",
            id(
                asked ->
                    Exprs.or(asked.isOfCaller(asked.value()), asked.isTeamOf(asked::isOfCaller))),
        "EqualUserLanguage", (call, in) -> language(call));
  }

  private static Rewrite id(Test test) {
    return (call, in) -> {
      call.require(Set.of(Exprs.NAME));
      Expr value = Exprs.single(call);
      if (!Exprs.isKind(value.type(), EdmPrimitiveTypeKind.Guid)) {
        throw call.invalid(Exprs.NAME, "names an id");
      }
      return test.of(new Asked(call, in, value));
    };
  }

  private static Expr language(FunctionCall call) {
    call.require(Set.of(Exprs.NAME));
    Expr value = Exprs.single(call);
    return Exprs.equal(call, value, call.constant(value, LANGUAGE, Exprs.NAME));
  }

  /**
   * A call about an id.
   *
   * @param value the id
   */
  private record Asked(FunctionCall call, Circumstances in, Expr value) {
    Expr.Literal caller() {
      return new Expr.Literal(Exprs.type(EdmPrimitiveTypeKind.Guid), in.caller().get().toString());
    }

    Expr isUser() {
      return isCaller(value);
    }

    Expr isCaller(Expr user) {
      return Exprs.equal(call, user, caller());
    }

    /** Whether a user is the caller or reports to the caller, also over others. */
    Expr isOfCaller(Expr user) {
      RecursiveHierarchy users =
          Records.hierarchy(
                  in.model(), Records.require(call, in.model(), USER).target().getEntityType())
              .orElseThrow(() -> call.notImplemented("over a model without managers of users"));
      return Records.below(users, user, caller(), true);
    }

    Expr businessUnit(Comparison operator) {
      Expr.Root users = Records.require(call, in.model(), USER);
      EdmEntityType type = users.target().getEntityType();
      if (type.getKeyPredicateNames().size() != 1
          || !(type.getProperty(BUSINESS_UNIT) instanceof EdmProperty unit)) {
        throw call.notImplemented("over a model without business units of users");
      }
      KeyValue key = new KeyValue(type.getKeyPredicateNames().get(0), caller());
      Expr user = new Expr.Keyed(users, List.of(key), type);
      return call.compare(operator, value, new Expr.Property(user, unit));
    }

    /** Whether the value is the id of a team with a member that is one of those. */
    Expr isTeamOf(Function<Expr, Expr> those) {
      Expr.Root teams = Records.require(call, in.model(), TEAM);
      EdmEntityType type = teams.target().getEntityType();
      if (!(type.getProperty(MEMBERS) instanceof EdmNavigationProperty members)
          || !members.isCollection()) {
        throw call.notImplemented("over a model without " + MEMBERS);
      }
      Expr.Variable team = new Expr.Variable("$team", type);
      Expr.Variable member = new Expr.Variable("$member", members.getType());
      return any(
          teams,
          team,
          Exprs.and(
              Exprs.equal(call, id(team, type), value),
              any(
                  new Expr.Navigation(team, members, null),
                  member,
                  those.apply(id(member, members.getType())))));
    }

    private Expr id(Expr record, EdmEntityType type) {
      return Records.identifier(type)
          .map(id -> new Expr.Property(record, id))
          .orElseThrow(() -> call.notImplemented("over a model without ids of " + type.getName()));
    }

    private static Expr any(Expr collection, Expr.Variable each, Expr test) {
      return new Expr.Lambda(collection, false, each, test, Exprs.BOOLEAN);
    }
  }
}
