package dev.edmund;

import dev.edmund.plan.paging.Keyset;
import dev.edmund.sql.Dialect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;

/** A dialect that answers as another one does, but for how it wants to be read. */
public final class ForcedDialect {
  private ForcedDialect() {}

  /** A dialect with another way to expand. */
  public static Dialect of(Dialect dialect, Dialect.Expand expand) {
    return of(dialect, Map.of("expand", expand));
  }

  /** A dialect with another way to go on behind a row. */
  public static Dialect of(Dialect dialect, Keyset.Form keyset) {
    return of(dialect, Map.of("keyset", keyset));
  }

  private static Dialect of(Dialect dialect, Map<String, Object> answers) {
    return (Dialect)
        Proxy.newProxyInstance(
            Dialect.class.getClassLoader(),
            new Class<?>[] {Dialect.class},
            (proxy, method, arguments) -> {
              Object answer = answers.get(method.getName());
              try {
                return answer == null ? method.invoke(dialect, arguments) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
