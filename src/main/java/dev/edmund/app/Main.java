package dev.edmund.app;

import dev.edmund.core.ODataException;
import dev.edmund.http.HttpServer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
    name = "edmund",
    description = "One CSDL file in, a complete OData service out.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    footer = {
      "",
      "MODEL and the options of serve can also be given as environment variables, --port as"
          + " EDMUND_PORT, --base-url as EDMUND_BASE_URL, those of the database to every command;"
          + " its password in EDMUND_DATABASE_PASSWORD."
    })
public final class Main {
  /** Exit code: done. */
  static final int OK = 0;

  /** Exit code: a defect; the log says more. */
  static final int DEFECT = 1;

  /** Exit code: something the person at the keyboard can set right. */
  static final int USER_ERROR = 2;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    // Jetty asks for all locales, and the older of two lists of them is slow to read.
    System.setProperty("java.locale.providers", "CLDR");
    if (List.of(args).contains("serve")) {
      HttpServer.load();
    }
    System.exit(commandLine(Parts.REAL, HttpServer::join, System::getenv).execute(args));
  }

  /** The command line over the parts given. */
  static CommandLine commandLine(
      Parts parts, ServeCommand.Waiting waiting, UnaryOperator<@Nullable String> environment) {
    return commandLine(parts, waiting, environment, StandardStreams.ofProcess());
  }

  /** The same with other streams than those of the process. */
  static CommandLine commandLine(
      Parts parts,
      ServeCommand.Waiting waiting,
      UnaryOperator<@Nullable String> environment,
      StandardStreams streams) {
    return new CommandLine(new Main())
        .addSubcommand(new ServeCommand(parts, waiting, environment))
        .addSubcommand(new CheckCommand(parts))
        .addSubcommand(new GenerateCommand(parts, environment))
        .addSubcommand(new MigrateCommand(parts, environment))
        .addSubcommand(new ImportCommand(parts, streams, environment))
        .addSubcommand(new ExportCommand(parts, streams, environment))
        .addSubcommand(new DdlCommand(parts))
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .setParameterExceptionHandler((e, args) -> misused(e))
        .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line));
  }

  private static int misused(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return say(e.getCommandLine(), e.getMessage() + "; see " + command + " --help");
  }

  private static int failed(Exception e, CommandLine line) {
    if (e instanceof UserException || e instanceof ODataException) {
      return say(line, e.getMessage());
    }
    LoggerFactory.getLogger(Main.class).error("A defect ended the command", e);
    say(line, "a defect of Edmund ended the command; the log above says more");
    return DEFECT;
  }

  private static int say(CommandLine line, @Nullable String message) {
    line.getErr().println("edmund: " + message);
    line.getErr().flush();
    return USER_ERROR;
  }
}
