package dev.edmund.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The processes of the benchmark. All are ended when it ends, however it ends. */
final class Children implements AutoCloseable {
  private static final long GRACE_SECONDS = 5;
  private static final long LONGEST_MINUTES = 20;

  private final Path logs;
  private final List<Process> running = new ArrayList<>();

  Children(Path logs) throws IOException {
    this.logs = Files.createDirectories(logs);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** Where a child's errors go. */
  Path log(String name) {
    return logs.resolve(name + ".log");
  }

  /** Starts a JVM whose standard output is read here. */
  synchronized Process startPiped(String name, List<String> arguments) throws IOException {
    return start(new ProcessBuilder(java(arguments)).redirectError(log(name).toFile()));
  }

  /** Starts a JVM whose output goes to its log. */
  synchronized Process start(String name, List<String> arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(java(arguments));
    return start(builder.redirectErrorStream(true).redirectOutput(log(name).toFile()));
  }

  /** Starts any program, in this directory; its output goes to its log. */
  synchronized Process startProgram(
      String name, List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return start(builder.redirectOutput(log(name).toFile()));
  }

  /** Runs a JVM to its end; what it says goes to its log. */
  void run(String name, List<String> arguments) throws IOException {
    Process process = start(name, arguments);
    try {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new BenchmarkException(name + " did not end well; see " + log(name));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("The benchmark was interrupted");
    }
  }

  private Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    running.add(process);
    return process;
  }

  private static List<String> java(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return command;
  }

  /** Ends one process, at the latest after some seconds. */
  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    running.forEach(Children::end);
    running.clear();
  }
}
