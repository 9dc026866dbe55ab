package dev.edmund.plan.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a result has been read.
 *
 * @param returned entities on the pages so far
 * @param total the number of all, where {@code $count} asked for it on the first page
 * @param lastKeys the sort keys of the last entity, as the database returned them; none before the
 *     first entity of the part
 * @param part which of the sets that are read in turn is being read
 * @param state how far the change log was before the first page; null where changes are not tracked
 */
public record SkipToken(
    long returned,
    @Nullable Long total,
    List<@Nullable Object> lastKeys,
    int part,
    @Nullable String state) {
  /** Before the first page. */
  public static final SkipToken START = new SkipToken(0, null, List.of());

  public SkipToken {
    // Not List.copyOf: a sort key may be null.
    lastKeys = Collections.unmodifiableList(new ArrayList<>(lastKeys));
  }

  /** How far a result of one part has been read. */
  public SkipToken(long returned, @Nullable Long total, List<@Nullable Object> lastKeys) {
    this(returned, total, lastKeys, 0, null);
  }
}
