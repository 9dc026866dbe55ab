package dev.edmund.conventions.dataverse.sharing;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.core.operation.Call;
import dev.edmund.core.operation.EntityReference;
import dev.edmund.core.operation.JavaOperation;
import dev.edmund.model.Model;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.operation.OperationSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.jspecify.annotations.Nullable;

/** The operations of a model that are about sharing, where it has a set of shares. */
public final class Sharing {
  private static final String TARGET = "Target";
  private static final String ACCESS = "PrincipalAccess";
  private static final String PRINCIPAL = "Principal";
  private static final String MASK = "AccessMask";

  private final Model model;

  private Sharing(Model model) {
    this.model = model;
  }

  /** What an operation does. */
  private interface Work {
    @Nullable Object answer(Call call, Records records, Shares shares);
  }

  private record Operation(
      Model model, String name, List<String> parameters, Optional<String> binding, Work work)
      implements JavaOperation {
    @Override
    public @Nullable Object call(Call call) {
      Records records = new Records(model, call.transaction());
      Records all = new Records(model, call.transaction().unrestricted());
      return work.answer(call, records, new Shares(all));
    }
  }

  /** The operations that a model declares and does not implement itself. */
  public static List<JavaOperation> of(Model model) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    return container == null || container.getEntitySet(Shares.SET) == null
        ? List.of()
        : new Sharing(model).all();
  }

  private List<JavaOperation> all() {
    List<JavaOperation> all = new ArrayList<>();
    for (EdmOperation declared : declared()) {
      String name = declared.getFullQualifiedName().toString();
      work(declared)
          .ifPresent(
              work ->
                  all.add(
                      new Operation(
                          model, name, declared.getParameterNames(), binding(declared), work)));
    }
    return all;
  }

  private List<EdmOperation> declared() {
    List<EdmOperation> all = new ArrayList<>();
    for (EdmSchema schema : model.edm().getSchemas()) {
      all.addAll(schema.getFunctions());
      all.addAll(schema.getActions());
    }
    return all.stream()
        .filter(o -> model.annotations().find(OperationSql.key(o), Terms.SQL).isEmpty())
        .filter(
            o -> model.annotations().find(o.getFullQualifiedName().toString(), Terms.SQL).isEmpty())
        .toList();
  }

  private static Optional<String> binding(EdmOperation operation) {
    return operation.isBound()
        ? Optional.of(
            OperationSql.type(operation.getParameter(operation.getParameterNames().get(0))))
        : Optional.empty();
  }

  private static Optional<Work> work(EdmOperation operation) {
    Set<String> names = Set.copyOf(operation.getParameterNames());
    boolean unbound = !operation.isBound();
    return switch (operation.getName()) {
      case "GrantAccess" -> when(unbound && names.equals(Set.of(TARGET, ACCESS)), Sharing::grant);
      case "ModifyAccess" -> when(unbound && names.equals(Set.of(TARGET, ACCESS)), Sharing::modify);
      case "RevokeAccess" ->
          when(unbound && names.equals(Set.of(TARGET, "Revokee")), Sharing::revoke);
      case "RetrievePrincipalAccess" ->
          when(
              unbound ? names.equals(Set.of(TARGET, PRINCIPAL)) : names.size() == 2,
              Sharing::access);
      case "RetrieveSharedPrincipalsAndAccess" ->
          when(unbound && names.equals(Set.of(TARGET)), Sharing::shared);
      default -> Optional.empty();
    };
  }

  private static Optional<Work> when(boolean fits, Work work) {
    return fits ? Optional.of(work) : Optional.empty();
  }

  private static @Nullable Object grant(Call call, Records records, Shares shares) {
    Given given = Given.of(call, records);
    shares.grant(given.target, given.principal, given.rights);
    return null;
  }

  private static @Nullable Object modify(Call call, Records records, Shares shares) {
    Given given = Given.of(call, records);
    shares.modify(given.target, given.principal, given.rights);
    return null;
  }

  private static @Nullable Object revoke(Call call, Records records, Shares shares) {
    Records.Found target = shareable(call, records);
    EntityReference revokee = reference(call.parameters(), "Revokee", "Revokee");
    shares.revoke(target, records.requirePrincipal("Revokee", revokee));
    return null;
  }

  /** What a principal may do with a record: all of it as its owner, or what was shared. */
  private static Object access(Call call, Records records, Shares shares) {
    Records.Found target = records.require(reference(call.parameters(), TARGET, TARGET));
    EntityReference named =
        call.bound().isEmpty()
            ? reference(call.parameters(), PRINCIPAL, PRINCIPAL)
            : call.bound().get(0);
    Records.Found principal = records.requirePrincipal(PRINCIPAL, named);
    Set<String> principals = records.belongings(principal);
    boolean owner = target.owner().filter(principals::contains).isPresent();
    return Map.of("AccessRights", owner ? Rights.ALL : shares.rights(target, principals));
  }

  private static Object shared(Call call, Records records, Shares shares) {
    Records.Found target = records.require(reference(call.parameters(), TARGET, TARGET));
    List<Map<String, Object>> all = new ArrayList<>();
    for (Shares.Share share : shares.of(target)) {
      Map<String, Object> access = new LinkedHashMap<>();
      access.put(MASK, share.rights());
      access.put(PRINCIPAL, records.principal(share.principalType(), share.principal()));
      all.add(access);
    }
    return Map.of("PrincipalAccesses", all);
  }

  /** The record, which the caller may share. */
  private static Records.Found shareable(Call call, Records records) {
    Records.Found target = records.require(reference(call.parameters(), TARGET, TARGET));
    if (!call.transaction().allows(target.reference(), Rights.SHARE)) {
      throw new ODataException(
          ErrorCode.FORBIDDEN, "The caller may not share the " + target.type() + ".");
    }
    return target;
  }

  /** What is shared with whom. */
  private record Given(Records.Found target, Records.Found principal, long rights) {
    static Given of(Call call, Records records) {
      Records.Found target = shareable(call, records);
      if (!(call.parameter(ACCESS) instanceof Map<?, ?> access)) {
        throw missing(ACCESS);
      }
      String path = ACCESS + "/" + PRINCIPAL;
      EntityReference principal = reference(access, PRINCIPAL, path);
      if (!(access.get(MASK) instanceof Number mask)) {
        throw missing(ACCESS + "/" + MASK);
      }
      return new Given(target, records.requirePrincipal(path, principal), mask.longValue());
    }
  }

  private static EntityReference reference(Map<?, ?> values, String name, String path) {
    if (values.get(name) instanceof EntityReference reference) {
      return reference;
    }
    throw missing(path);
  }

  private static ODataException missing(String path) {
    return new ODataException(ErrorCode.INVALID_VALUE, "'" + path + "' is missing.", path);
  }
}
