package dev.edmund.bench;

import dev.edmund.bench.load.LoadOrder;
import java.util.List;

/**
 * What both services are measured with.
 *
 * @param request its name in the results
 * @param subject paths and queries for the service under test
 * @param reference those for what it is measured against, which differ where a page's token is in
 *     them
 * @param bodies what is posted; empty for GET
 * @param beside what others do meanwhile
 * @param unit how much one answer counts: 1, or the rows in it
 * @param clients numbers of clients to measure with, one after the other
 */
record Contest(
    String request,
    List<String> subject,
    List<String> reference,
    List<String> bodies,
    String prefer,
    boolean following,
    double unit,
    LoadOrder.Beside beside,
    List<Integer> clients) {
  private static final List<Integer> ONE_AND_SIXTEEN = List.of(1, 16);

  /** The same requests to both, by one client and by sixteen. */
  static Contest of(String request, List<String> targets) {
    return new Contest(
        request, targets, targets, List.of(), "", false, 1, LoadOrder.Beside.NONE, ONE_AND_SIXTEEN);
  }

  /** One page, by one client. */
  static Contest page(String request, Comparison.Page page) {
    return new Contest(
        request,
        List.of(page.subject()),
        List.of(page.reference()),
        List.of(),
        "",
        false,
        1,
        LoadOrder.Beside.NONE,
        List.of(1));
  }

  /** The same, counted in rows. */
  Contest countingRows(double rows) {
    return new Contest(
        request, subject, reference, bodies, prefer, following, rows, beside, clients);
  }

  /** The same with a {@code Prefer} header. */
  Contest preferring(String value) {
    return new Contest(
        request, subject, reference, bodies, value, following, unit, beside, clients);
  }

  /** The same, going on with the next link of each answer. */
  Contest followingNextLinks() {
    return new Contest(request, subject, reference, bodies, prefer, true, unit, beside, clients);
  }

  /** The same, posting. */
  Contest posting(List<String> posted) {
    return new Contest(
        request, subject, reference, posted, prefer, following, unit, beside, clients);
  }

  /** The same by one client, under another name, while others do something. */
  Contest beside(String name, LoadOrder.Beside others) {
    return new Contest(
        name, subject, reference, bodies, prefer, following, unit, others, List.of(1));
  }

  /** The same by one client, under another name. */
  Contest alone(String name) {
    return beside(name, LoadOrder.Beside.NONE);
  }

  /** The same under another name, by so many clients. */
  Contest crowded(String name, List<Integer> numbers) {
    return new Contest(name, subject, reference, bodies, prefer, following, unit, beside, numbers);
  }

  LoadOrder subjectOrder(int port, int count, double seconds) {
    return new LoadOrder(port, subject, bodies, prefer, following, count, seconds, beside);
  }

  LoadOrder referenceOrder(int port, int count, double seconds) {
    return new LoadOrder(port, reference, bodies, prefer, following, count, seconds, beside);
  }
}
