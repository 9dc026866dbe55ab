package dev.edmund.store.load;

import dev.edmund.request.payload.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Row ids in any order, and where each stood; in arrays, because there can be millions. */
final class TouchedRows {
  private final List<String> files = new ArrayList<>();
  private long[] rowIds = new long[16];
  private long[] lines = new long[16];
  private int[] fileOf = new int[16];
  private int size;

  void add(long rowId, Place place) {
    if (files.isEmpty() || !files.get(files.size() - 1).equals(place.file())) {
      files.add(place.file());
    }
    if (size == rowIds.length) {
      rowIds = Arrays.copyOf(rowIds, 2 * size);
      lines = Arrays.copyOf(lines, 2 * size);
      fileOf = Arrays.copyOf(fileOf, 2 * size);
    }
    rowIds[size] = rowId;
    lines[size] = place.line();
    fileOf[size++] = files.size() - 1;
  }

  int size() {
    return size;
  }

  /** At most so many of them from an index on. */
  List<Long> from(int index, int most) {
    return Arrays.stream(rowIds, index, Math.min(size, index + most)).boxed().toList();
  }

  /** Where a row stood last; looked for one by one, because only an error asks. */
  Optional<Place> place(long rowId) {
    for (int i = size - 1; i >= 0; i--) {
      if (rowIds[i] == rowId) {
        return Optional.of(new Place(files.get(fileOf[i]), lines[i]));
      }
    }
    return Optional.empty();
  }
}
