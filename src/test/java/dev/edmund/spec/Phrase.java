package dev.edmund.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of a URL that knows its parts, so that a smaller one can be tried in its place.
 *
 * @param kind phrases of one kind can stand for each other
 * @param text has {@link #GAP} where the parts go; of a list, what stands between them
 */
record Phrase(String kind, String text, List<Phrase> parts, boolean list) {
  /** Never in a URL. */
  static final String GAP = "\u0001";

  static Phrase of(String kind, String text, Phrase... parts) {
    return new Phrase(kind, text, List.of(parts), false);
  }

  static Phrase list(String kind, String separator, List<Phrase> parts) {
    return new Phrase(kind, separator, parts, true);
  }

  @Override
  public String toString() {
    if (list) {
      return parts.stream().map(Phrase::toString).collect(Collectors.joining(text));
    }
    StringBuilder all = new StringBuilder();
    int from = 0;
    for (Phrase part : parts) {
      int gap = text.indexOf(GAP, from);
      all.append(text, from, gap).append(part);
      from = gap + 1;
    }
    return all.append(text.substring(from)).toString();
  }

  /** Smaller phrases of this kind, the smallest first. */
  Stream<Phrase> smaller() {
    List<Phrase> all = new ArrayList<>();
    inside(all);
    if (list && parts.size() > 1) {
      for (int i = 0; i < parts.size(); i++) {
        List<Phrase> fewer = new ArrayList<>(parts);
        fewer.remove(i);
        all.add(new Phrase(kind, text, fewer, true));
      }
    }
    Stream<Phrase> within = Stream.empty();
    for (int i = 0; i < parts.size(); i++) {
      int at = i;
      within =
          Stream.concat(
              within,
              parts
                  .get(i)
                  .smaller()
                  .map(
                      part -> {
                        List<Phrase> changed = new ArrayList<>(parts);
                        changed.set(at, part);
                        return new Phrase(kind, text, changed, list);
                      }));
    }
    return Stream.concat(all.stream(), within);
  }

  private void inside(List<Phrase> found) {
    for (Phrase part : parts) {
      if (part.kind.equals(kind)) {
        found.add(part);
      }
      part.inside(found, kind);
    }
  }

  private void inside(List<Phrase> found, String wanted) {
    for (Phrase part : parts) {
      if (part.kind.equals(wanted)) {
        found.add(part);
      }
      part.inside(found, wanted);
    }
  }
}
