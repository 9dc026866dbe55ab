package dev.edmund.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.model.Mount;
import dev.edmund.processor.ServiceOverview;
import dev.edmund.processor.ServiceOverview.Resource;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ServeReportTest {
  @Test
  void columnsAreReadDownwardsAndRowCountsAligned() {
    List<Resource> resources =
        IntStream.range(0, 4).mapToObj(i -> set("a".repeat(30 + i), i * 1_000L)).toList();
    List<String> lines = lines(resources, List.of());
    String a = "a".repeat(30);
    assertEquals(
        List.of(
            "  " + a + "         0  " + a + "aa   2,000",
            "  " + a + "a    1,000  " + a + "aaa  3,000"),
        lines.subList(3, 5));
  }

  @Test
  void resourceWithoutACountHasNone() {
    Resource me = new Resource("me", "Singleton", OptionalLong.empty());
    assertEquals(
        "  me           accounts  7", lines(List.of(me, set("accounts", 7)), List.of()).get(3));
  }

  @Test
  void threeRequestsToTryUnderTheRootClientsSee() {
    List<String> lines = lines(List.of(), List.of("/a", "/b", "/c", "/d"));
    assertEquals(
        List.of("Try", "  https://e.example/a", "  https://e.example/b", "  https://e.example/c"),
        lines.subList(lines.size() - 4, lines.size()));
    assertEquals("Edmund listens on http://127.0.0.1:8080/ and answers under", lines.get(0));
    assertEquals("  https://e.example/odata/", lines.get(1));
  }

  private static List<String> lines(List<Resource> resources, List<String> samples) {
    List<Mount> mounts = List.of(new Mount("/odata/", false));
    return ServeReport.lines(
        new ServiceOverview(mounts, resources, samples),
        "http://127.0.0.1:8080",
        "https://e.example");
  }

  private static Resource set(String name, long rows) {
    return new Resource(name, "EntitySet", OptionalLong.of(rows));
  }
}
