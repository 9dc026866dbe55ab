package dev.edmund.app;

import dev.edmund.processor.ServiceOverview;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the console says when the service is ready. */
final class ServeReport {
  private static final int WIDTH = 100;
  private static final int SAMPLES = 3;

  private ServeReport() {}

  /**
   * @param listening the address bound, as a URL without a last slash
   * @param root the server's root as clients see it, without a last slash
   */
  static List<String> lines(ServiceOverview overview, String listening, String root) {
    List<String> lines = new ArrayList<>();
    lines.add("Edmund listens on " + listening + "/ and answers under");
    overview.mounts().forEach(mount -> lines.add("  " + root + mount.path()));
    lines.add("");
    lines.addAll(columns(overview.resources()));
    lines.add("");
    lines.add("Try");
    overview.samples().stream().limit(SAMPLES).forEach(s -> lines.add("  " + root + s));
    return lines;
  }

  /** Names and row counts, as many beside each other as fit, read downwards. */
  private static List<String> columns(List<ServiceOverview.Resource> resources) {
    int name = resources.stream().mapToInt(r -> r.name().length()).max().orElse(0);
    int rows = resources.stream().mapToInt(r -> rows(r).length()).max().orElse(0);
    String cell = "  %-" + Math.max(1, name) + "s  %" + Math.max(1, rows) + "s";
    int across = Math.max(1, WIDTH / (name + rows + 4));
    int down = (resources.size() + across - 1) / across;
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < down; row++) {
      StringBuilder line = new StringBuilder();
      for (int i = row; i < resources.size(); i += down) {
        ServiceOverview.Resource resource = resources.get(i);
        line.append(String.format(Locale.ROOT, cell, resource.name(), rows(resource)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String rows(ServiceOverview.Resource resource) {
    return resource.rows().isPresent()
        ? String.format(Locale.ROOT, "%,d", resource.rows().getAsLong())
        : "";
  }
}
