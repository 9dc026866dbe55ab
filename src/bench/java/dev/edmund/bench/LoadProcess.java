package dev.edmund.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.bench.load.LoadMain;
import dev.edmund.bench.load.LoadOrder;
import dev.edmund.bench.load.LoadResult;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;

/** The process that makes the load, seen from here. */
final class LoadProcess {
  /** What an order may take beyond its time: sixteen clients may each have begun a whole set. */
  private static final double TAIL_SECONDS = 120;

  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader results;

  LoadProcess(Children children) throws IOException {
    List<String> arguments =
        List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), LoadMain.class.getName());
    process = children.startPiped("load", arguments);
    orders = process.outputWriter();
    results = process.inputReader();
  }

  /** Has an order run and waits for its result. */
  LoadResult run(LoadOrder order) throws IOException {
    orders.write(json.writeValueAsString(order));
    orders.newLine();
    orders.flush();
    long deadline = System.nanoTime() + (long) ((order.seconds() + TAIL_SECONDS) * 1e9);
    while (!results.ready()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new BenchmarkException("No result came for " + text(order));
      }
      Pause.milliseconds(5);
    }
    LoadResult result = json.readValue(results.readLine(), LoadResult.class);
    if (!result.failure().isEmpty()) {
      throw new BenchmarkException(result.failure() + "\nfor " + text(order));
    }
    return result;
  }

  private static String text(LoadOrder order) {
    return order.clients() + " client(s) at port " + order.port() + ": " + order.targets().get(0);
  }
}
