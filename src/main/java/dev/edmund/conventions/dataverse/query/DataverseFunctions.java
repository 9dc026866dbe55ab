package dev.edmund.conventions.dataverse.query;

import dev.edmund.model.Model;
import dev.edmund.request.FunctionCall;
import dev.edmund.request.QueryFunctions;
import dev.edmund.request.expr.Expr;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The query functions of Dataverse, for one request. */
public final class DataverseFunctions implements QueryFunctions {
  private static final Map<String, Rewrite> FUNCTIONS = functions();

  private final Circumstances circumstances;

  /**
   * Functions for a request.
   *
   * @param caller the id of the user that asks; asked for only where a function wants to know
   * @param now when it came
   */
  public DataverseFunctions(Model model, Supplier<UUID> caller, Instant now) {
    Instant moment = now.truncatedTo(ChronoUnit.MICROS);
    this.circumstances = new Circumstances(new Periods(moment), caller, model);
  }

  private static Map<String, Rewrite> functions() {
    Map<String, Rewrite> all = new HashMap<>(DateFunctions.all());
    all.putAll(ValueFunctions.all());
    all.putAll(HierarchyFunctions.all());
    all.putAll(CallerFunctions.all());
    all.put(
        "Contains",
        (call, in) -> {
          throw call.notImplemented("(for full-text indexes; contains is for all texts)");
        });
    return Map.copyOf(all);
  }

  private static Optional<Rewrite> named(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && name.substring(0, dot).equals(Records.NAMESPACE)
        ? Optional.ofNullable(FUNCTIONS.get(name.substring(dot + 1)))
        : Optional.empty();
  }

  @Override
  public boolean has(String name) {
    return named(name).isPresent();
  }

  @Override
  public Expr rewrite(FunctionCall call) {
    return named(call.name()).orElseThrow().of(call, circumstances);
  }
}
