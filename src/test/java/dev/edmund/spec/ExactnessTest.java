package dev.edmund.spec;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.ShrinkingMode;

/**
 * Values of every primitive type are what they were: written, read, compared, sorted, counted and
 * used as keys as CSDL and the protocol say (Part 2, 5.1.1; JSON Format, 7.1).
 */
final class ExactnessTest {
  private static final int TRIES = 2;
  private static final int ROWS = 120;
  private static final int LITERALS = 8;

  /** JSON tokens for a type, now and then null. */
  private static List<String> rows(ExactType<?> type, long seed) {
    RandomGenerator<String> inputs = type.inputs().generator(ROWS);
    Random random = new Random(seed);
    return Stream.generate(() -> random.nextInt(10) == 0 ? "null" : inputs.next(random).value())
        .limit(ROWS)
        .toList();
  }

  private static <T> void check(ExactType<T> type, long seed) {
    List<String> inputs = rows(type, seed);
    try (ExactValues<T> values = new ExactValues<>(type, inputs)) {
      values.areReadByteByByte();
      values.areCompared(LITERALS);
      if (type.order() != null) {
        values.areSorted();
      }
      if (type.key()) {
        values.areKeys(LITERALS);
      }
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void sBytesAreExact(@ForAll long seed) {
    check(ExactTypes.integer("SByte", Byte.MIN_VALUE, Byte.MAX_VALUE), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void bytesAreExact(@ForAll long seed) {
    check(ExactTypes.integer("Byte", 0, 255), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void int16sAreExact(@ForAll long seed) {
    check(ExactTypes.integer("Int16", Short.MIN_VALUE, Short.MAX_VALUE), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void int32sAreExact(@ForAll long seed) {
    check(ExactTypes.integer("Int32", Integer.MIN_VALUE, Integer.MAX_VALUE), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void int64sAreExact(@ForAll long seed) {
    check(ExactTypes.integer("Int64", Long.MIN_VALUE, Long.MAX_VALUE), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void decimalsAreExact(@ForAll long seed) {
    check(ExactTypes.decimal(), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void doublesAreExact(@ForAll long seed) {
    check(ExactTypes.floating(false), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void singlesAreExact(@ForAll long seed) {
    check(ExactTypes.floating(true), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void booleansAreExact(@ForAll long seed) {
    check(ExactTypes.bool(), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void guidsAreExact(@ForAll long seed) {
    check(ExactTypes.guid(), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void datesAreExact(@ForAll long seed) {
    check(ExactTypes.date(), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void timesOfDayAreExact(@ForAll long seed) {
    check(ExactTypes.timeOfDay(), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void pointsInTimeAreExact(@ForAll long seed) {
    check(ExactTypes.dateTimeOffset(), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void durationsAreExact(@ForAll long seed) {
    check(ExactTypes.duration(), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void stringsAreExact(@ForAll long seed) {
    check(ExactTypes.text(), seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void binariesAreExact(@ForAll long seed) {
    check(ExactTypes.binary(), seed);
  }
}
