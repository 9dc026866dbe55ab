package dev.edmund.store.load;

import dev.edmund.request.payload.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From which line each row came, for errors that are found when all rows are in. Consecutive rows
 * on consecutive lines, which is what most CSV files are, take no space.
 */
final class Origins {
  private final List<String> files = new ArrayList<>();
  private final Map<String, Runs> byTable = new HashMap<>();

  private static final class Runs {
    private long[] firstRowIds = new long[16];
    private long[] lines = new long[16];
    private int[] files = new int[16];
    private int size;
  }

  /** Remembers a row; row ids of one table come in ascending order. */
  void add(String rootTable, long rowId, Place place) {
    if (files.isEmpty() || !files.get(files.size() - 1).equals(place.file())) {
      files.add(place.file());
    }
    int file = files.size() - 1;
    Runs runs = byTable.computeIfAbsent(rootTable, t -> new Runs());
    int last = runs.size - 1;
    if (last >= 0
        && runs.files[last] == file
        && runs.lines[last] + rowId - runs.firstRowIds[last] == place.line()) {
      return;
    }
    if (runs.size == runs.lines.length) {
      runs.firstRowIds = Arrays.copyOf(runs.firstRowIds, 2 * runs.size);
      runs.lines = Arrays.copyOf(runs.lines, 2 * runs.size);
      runs.files = Arrays.copyOf(runs.files, 2 * runs.size);
    }
    runs.firstRowIds[runs.size] = rowId;
    runs.lines[runs.size] = place.line();
    runs.files[runs.size++] = file;
  }

  /** The line of a row that was added. */
  Place of(String rootTable, long rowId) {
    Runs runs = byTable.get(rootTable);
    if (runs == null) {
      throw new IllegalStateException("No row of " + rootTable + " was loaded");
    }
    int found = Arrays.binarySearch(runs.firstRowIds, 0, runs.size, rowId);
    int run = found >= 0 ? found : -found - 2;
    return new Place(files.get(runs.files[run]), runs.lines[run] + rowId - runs.firstRowIds[run]);
  }
}
