package dev.edmund.store.write;

import dev.edmund.model.reaction.Joined;
import dev.edmund.model.reaction.TypeReactions;
import dev.edmund.model.storage.Column;
import dev.edmund.sql.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the texts that consist of others when these are written.
 *
 * @param old what the columns hold that are not written
 */
record JoinedTexts(
    TypeReactions reactions, Function<Column, Optional<Object>> old, boolean created) {

  /** The cells, with those that follow from them. */
  List<Assignment> following(List<Assignment> cells) {
    List<Assignment> all = cells;
    for (Joined joined : reactions.joined()) {
      boolean isWritten =
          joined.of().stream().anyMatch(part -> Assignment.among(cells, part).isPresent());
      if (created || isWritten) {
        all = new ArrayList<>(all);
        all.removeIf(cell -> cell.column().equals(joined.column()));
        all.add(made(joined, cells));
      }
    }
    return all;
  }

  private Assignment made(Joined joined, List<Assignment> cells) {
    String text =
        joined.of().stream()
            .flatMap(part -> value(cells, part).stream())
            .map(Object::toString)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
    return text.isEmpty()
        ? Assignment.nothing(joined.column())
        : Assignment.of(joined.column(), cut(text, joined.length()));
  }

  private Optional<Object> value(List<Assignment> cells, Column part) {
    Optional<Assignment> given = Assignment.among(cells, part);
    return given.isPresent() ? given.map(Assignment::value) : old.apply(part);
  }

  /** A text that is too long for its place is cut between characters. */
  static String cut(String text, @Nullable Integer length) {
    return length == null || text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }
}
