package dev.edmund.bench;

import dev.edmund.bench.floor.Targets;
import dev.edmund.bench.load.LoadOrder;
import java.io.IOException;
import java.util.List;

/** The requests of the benchmark. */
final class Contests {
  static final int PAGE = 5_000;

  static final int SMALL_PAGE = 20;

  private static final String SMALL_PAGES = "odata.maxpagesize=" + SMALL_PAGE;
  private static final String ONE_PAGE = "odata.maxpagesize=1000000";
  private static final int SLOW_CLIENTS = 2;
  private static final int SLOW_RATE = 1_000_000;
  private static final String MINIMAL = "return=minimal";
  private static final List<Integer> CROWDS = List.of(16, 64, 512);
  private static final int BODIES = 1_000;

  private final int rows;
  private final List<String> byKey;

  /**
   * @param keys of connections to ask for
   */
  Contests(int rows, List<String> keys) {
    this.rows = rows;
    this.byKey = keys.stream().map(Targets::connection).toList();
  }

  Contest byKey() {
    return Contest.of("by key", byKey);
  }

  /** Answers of one page. */
  List<Contest> onePage() {
    return List.of(
        byKey(),
        Contest.of("top 100, all columns", List.of(Targets.TOP)),
        Contest.of("filter, select, order, top 50", List.of(Targets.FILTER)),
        Contest.of("expand two lookups, top 50", List.of(Targets.LOOKUPS)),
        Contest.of("expand a collection, order, top 5", List.of(Targets.COLLECTION)),
        Contest.of("contains and count, top 20", List.of(Targets.COUNT)));
  }

  /** What many ask for at once: wanted is the throughput of sixteen, shared out fairly. */
  List<Contest> crowded() {
    return List.of(
        byKey().crowded("by key, a crowd", CROWDS),
        Contest.of("top 100", List.of(Targets.TOP)).crowded("top 100, a crowd", CROWDS));
  }

  /** All connections in one answer. */
  Contest stream() {
    return Contest.of("whole set as a stream (rows)", List.of(Targets.ALL))
        .preferring(ONE_PAGE)
        .countingRows(rows);
  }

  /** All connections, page by page. */
  Contest pages() {
    return Contest.of("whole set in pages (rows)", List.of(Targets.ALL))
        .followingNextLinks()
        .countingRows(rows / Math.ceil((double) rows / PAGE));
  }

  /** One page of few rows. */
  Contest smallPage(String name, Comparison.Page page) {
    return Contest.page(name, page).preferring(SMALL_PAGES);
  }

  /**
   * Path and query of a page far behind the first.
   *
   * @param number which, counted from 1
   */
  String deepPage(Service service, int number) throws IOException {
    return NextLinks.follow(service, Targets.ALL_LATEST_FIRST, SMALL_PAGES, number - 1);
  }

  /** One by key while others download everything over slow lines. */
  Contest besideDownloads() {
    LoadOrder.Slow slow = new LoadOrder.Slow(SLOW_CLIENTS, Targets.ALL, ONE_PAGE, SLOW_RATE);
    return byKey().beside("by key beside two slow downloads", LoadOrder.Beside.of(slow));
  }

  /** One new account with each request. */
  Contest insert() {
    return Contest.of("insert one row", List.of(Targets.ACCOUNTS))
        .preferring(MINIMAL)
        .posting(Accounts.bodies(BODIES));
  }

  /** A thousand new accounts with each request, all of them or none. */
  Contest changeSet() {
    return Contest.of("change set of 1,000 inserts (rows)", List.of(Targets.BATCH))
        .preferring(MINIMAL)
        .posting(List.of(Accounts.changeSet(BODIES)))
        .countingRows(BODIES);
  }

  /** One by key, alone and while others insert. */
  List<Contest> besideInserts() {
    return List.of(byKey().alone("by key, none inserts"), besideInserts(4), besideInserts(16));
  }

  private Contest besideInserts(int clients) {
    LoadOrder.Inserts inserts =
        new LoadOrder.Inserts(clients, Targets.ACCOUNTS, MINIMAL, Accounts.bodies(BODIES));
    return byKey().beside("by key while " + clients + " insert", LoadOrder.Beside.of(inserts));
  }
}
