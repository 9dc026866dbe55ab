package dev.edmund.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Takes orders until standard input ends, which it does when the benchmark dies, too. */
public final class LoadMain {
  private LoadMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      LoadResult result = new LoadRun(json.readValue(line, LoadOrder.class)).run();
      System.out.println(json.writeValueAsString(result));
    }
  }
}
