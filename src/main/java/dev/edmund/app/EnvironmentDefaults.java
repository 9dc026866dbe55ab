package dev.edmund.app;

import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes what the command line leaves out from {@code EDMUND_…} variables. */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final Set<String> NAMES =
      Set.of(
          "MODEL",
          "DATA",
          "DATABASE",
          "DATABASE_USER",
          "DATABASE_PASSWORD_FILE",
          "DATABASE_CONNECTIONS",
          "HOST",
          "PORT",
          "BASE_URL",
          "REQUESTS_PER_SECOND",
          "TLS",
          "TLS_KEYSTORE",
          "TLS_KEYSTORE_PASSWORD_FILE",
          "TLS_CERT",
          "TLS_KEY",
          "CORS",
          "ALLOW_RESEED",
          "ACCESS_CONTROL",
          "EXPLAIN");

  private final UnaryOperator<@Nullable String> environment;

  EnvironmentDefaults(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    String label =
        arg.isOption() ? ((OptionSpec) arg).longestName().substring(2) : arg.paramLabel();
    String name = label.replace('-', '_').toUpperCase(Locale.ROOT);
    String value = NAMES.contains(name) ? environment.apply("EDMUND_" + name) : null;
    return value == null || value.isBlank() ? null : value;
  }
}
