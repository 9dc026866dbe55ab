package dev.edmund.bench;

import dev.edmund.bench.floor.Targets;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the benchmark and prints its results. */
public final class Benchmark {
  private static final int KEYS = 1_000;
  private static final int KEYS_CHECKED = 20;
  private static final String SMALL_HEAP = "128m";

  private final Settings settings;
  private final Children children;
  private final Database database;
  private final Contests contests;
  private final LoadProcess load;
  private final Report report;

  private Benchmark(Settings settings, Children children, Database database)
      throws IOException, SQLException {
    this.settings = settings;
    this.children = children;
    this.database = database;
    this.contests = new Contests(settings.rows(), database.keys(KEYS));
    this.load = new LoadProcess(children);
    Chart chart = new Chart(settings.subject().name(), settings.against().name());
    this.report = new Report(System.out, settings.directory(), chart);
  }

  public static void main(String[] args) throws Exception {
    Settings settings = Settings.fromProperties();
    try (Children children = new Children(settings.directory());
        Database database = Database.prepare(settings, children)) {
      new Benchmark(settings, children, database).run();
    } catch (BenchmarkException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws IOException, SQLException {
    try (Service reference = service(settings.against(), settings.heap(), "reference");
        Service subject = service(settings.subject(), settings.heap(), "subject")) {
      Measurement measurement = new Measurement(settings, subject, reference, load);
      Comparison comparison = new Comparison(subject, reference, settings.directory());
      for (Contest contest : contests.onePage()) {
        contest(contest, comparison, measurement);
      }
      stream(comparison, measurement);
      pages(comparison, measurement);
      deepPages(measurement, subject, reference);
      contest(contests.besideDownloads(), comparison, measurement);
      for (Contest contest : contests.crowded()) {
        contest(contest, comparison, measurement);
      }
    }
    smallHeap();
    inserts();
  }

  private Service service(Build build, String heap, String log) throws IOException {
    return Service.of(build, children, database.url(), heap, log);
  }

  private void contest(Contest contest, Comparison comparison, Measurement measurement)
      throws IOException {
    if (settings.isWanted(contest.request())) {
      check(contest, comparison);
      measure(contest, measurement);
    }
  }

  private static void check(Contest contest, Comparison comparison) throws IOException {
    for (int i = 0; i < Math.min(KEYS_CHECKED, contest.subject().size()); i++) {
      Comparison.Page page =
          new Comparison.Page(contest.subject().get(i), contest.reference().get(i));
      comparison.check(page, contest.prefer());
    }
  }

  private void measure(Contest contest, Measurement measurement) throws IOException {
    measurement.warmUp(contest);
    for (int clients : contest.clients()) {
      Measurement.Measured measured = measurement.measure(contest, clients);
      report.add(ResultRow.throughput(database.kind(), contest.request(), clients, measured));
    }
  }

  private void stream(Comparison comparison, Measurement measurement) throws IOException {
    Contest stream = contests.stream();
    contest(stream, comparison, measurement);
    Contest firstByte = stream.alone("whole set as a stream, first byte");
    if (settings.isWanted(firstByte.request())) {
      measurement.warmUp(firstByte);
      Measurement.Measured measured = measurement.measure(firstByte, 1);
      report.add(ResultRow.firstByte(database.kind(), firstByte.request(), 1, measured));
    }
  }

  private void pages(Comparison comparison, Measurement measurement) throws IOException {
    Contest pages = contests.pages();
    if (settings.isWanted(pages.request())) {
      measureEnds("page", Targets.ALL, comparison, measurement);
      measureEnds("page, latest first", Targets.ALL_LATEST_FIRST, comparison, measurement);
      measure(pages, measurement);
    }
  }

  /** Compares all pages, then measures the first and the last full one. */
  private void measureEnds(
      String name, String target, Comparison comparison, Measurement measurement)
      throws IOException {
    Comparison.Page first = Comparison.Page.first(target);
    Comparison.Page last = first;
    int full = settings.rows() / Contests.PAGE;
    Optional<Comparison.Page> page = Optional.of(first);
    for (int number = 1; page.isPresent(); number++) {
      last = number <= full ? page.get() : last;
      page = comparison.check(page.get(), "");
    }
    measure(Contest.page("first " + name, first), measurement);
    measure(Contest.page("last " + name, last), measurement);
  }

  /** Pages of few rows, so that there are many: the last costs what the first does. */
  private void deepPages(Measurement measurement, Service subject, Service reference)
      throws IOException {
    int number = settings.rows() / Contests.SMALL_PAGE;
    String name = "page " + number + " of " + Contests.SMALL_PAGE + " rows";
    if (settings.isWanted(name)) {
      Comparison.Page first = Comparison.Page.first(Targets.ALL_LATEST_FIRST);
      Comparison.Page last =
          new Comparison.Page(
              contests.deepPage(subject, number), contests.deepPage(reference, number));
      measure(contests.smallPage("page 1 of " + Contests.SMALL_PAGE + " rows", first), measurement);
      measure(contests.smallPage(name, last), measurement);
    }
  }

  private void smallHeap() throws IOException {
    Contest contest = contests.stream().alone("whole set in a heap of 128 MB (rows)");
    if (settings.isWanted(contest.request())) {
      try (Service reference = service(settings.against(), settings.heap(), "reference-again");
          Service subject = service(settings.subject(), SMALL_HEAP, "subject-" + SMALL_HEAP)) {
        measure(contest, new Measurement(settings, subject, reference, load));
      }
    }
  }

  /** Changes the database, hence each server a copy of its own. */
  private void inserts() throws IOException, SQLException {
    Contest insert = contests.insert();
    List<Contest> wanted =
        Stream.concat(Stream.of(insert, contests.changeSet()), contests.besideInserts().stream())
            .filter(contest -> settings.isWanted(contest.request()))
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    try (Database mine = database.copy("subject");
        Database theirs = database.copy("reference");
        Service reference = inserting(settings.against(), theirs, "reference-inserts");
        Service subject = inserting(settings.subject(), mine, "subject-inserts")) {
      InsertCheck.check(insert, subject, mine, reference, theirs);
      InsertCheck.checkChangeSet(contests.changeSet(), List.of(subject, reference));
      Measurement measurement = new Measurement(settings, subject, reference, load);
      for (Contest contest : wanted) {
        measure(contest, measurement);
      }
    }
  }

  private Service inserting(Build build, Database into, String log) throws IOException {
    return Service.of(build, children, into.url(), settings.heap(), log);
  }
}
