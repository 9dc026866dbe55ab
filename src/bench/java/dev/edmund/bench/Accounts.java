package dev.edmund.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Accounts to insert. */
final class Accounts {
  private static final List<String> FAMILIES =
      List.of("Müller", "Schmidt", "Novák", "Rossi", "García", "Dubois", "Jensen");
  private static final List<String> TRADES =
      List.of("Logistics", "Machine Tools", "Textiles", "Software", "Timber");
  private static final List<String> CITIES =
      List.of("Hamburg", "Praha", "Milano", "Sevilla", "Lyon", "Aarhus", "Graz", "Łódź", "Gent");

  private Accounts() {}

  /** The JSON of so many accounts, each with six properties and without its key. */
  static List<String> bodies(int count) {
    return IntStream.range(0, count).mapToObj(Accounts::body).toList();
  }

  /** The JSON of a batch that adds so many accounts as one group. */
  static String changeSet(int count) {
    StringBuilder out = new StringBuilder("{\"requests\":[");
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ",")
          .append("{\"id\":\"")
          .append(i)
          .append("\",\"atomicityGroup\":\"g\",\"method\":\"POST\",\"url\":\"accounts\",")
          .append("\"headers\":{\"prefer\":\"return=minimal\"},\"body\":")
          .append(body(i))
          .append('}');
    }
    return out.append("]}").toString();
  }

  private static String body(int i) {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s %s"
            + " %d\",\"accountnumber\":\"%s\",\"emailaddress1\":\"office%d@example.com\",\"telephone1\":\"+49"
            + " 40 %06d\",\"address1_city\":\"%s\",\"numberofemployees\":%d}",
        of(FAMILIES, i),
        of(TRADES, i),
        i,
        number(i),
        i,
        i,
        of(CITIES, i),
        i % 500);
  }

  /** The account number of an account, which none has that was generated. */
  static String number(int i) {
    return String.format(Locale.ROOT, "BENCH-%05d", i);
  }

  private static String of(List<String> texts, int i) {
    return texts.get(i % texts.size());
  }
}
