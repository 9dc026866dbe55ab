package dev.edmund.format.json;

import dev.edmund.plan.shape.Member;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** The texts that people read in the place of values: as in the United States, in UTC. */
interface FormattedValues {
  DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M/d/uuuu h:mm a", Locale.US);
  DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.US);

  /** The text for a value, which comes as a literal; null where there is none. */
  @Nullable String text(String value);

  /** How the values of a member are told; empty where they are their own texts. */
  static Optional<FormattedValues> of(Member.Value member) {
    Map<String, String> labels = member.labels();
    if (!labels.isEmpty()) {
      return Optional.of(labels::get);
    }
    if (member.type().getKind() != EdmTypeKind.PRIMITIVE) {
      return Optional.empty();
    }
    return switch (member.type().getName()) {
      case "Boolean" -> Optional.of(value -> value.equals("true") ? "Yes" : "No");
      case "Byte", "SByte", "Int16", "Int32", "Int64", "Decimal", "Single", "Double" ->
          Optional.of(FormattedValues::number);
      case "DateTimeOffset" ->
          Optional.of(
              value ->
                  time(
                      () -> OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC),
                      MOMENT));
      case "Date" -> Optional.of(value -> time(() -> LocalDate.parse(value), DAY));
      default -> Optional.empty();
    };
  }

  private static @Nullable String time(Supplier<TemporalAccessor> value, DateTimeFormatter format) {
    try {
      return format.format(value.get());
    } catch (DateTimeException e) {
      return null; // A year that Java writes in another way than OData.
    }
  }

  private static @Nullable String number(String value) {
    if (!value.matches("-?[0-9][0-9.eE+-]*")) {
      return null; // NaN and INF
    }
    BigDecimal number = new BigDecimal(value);
    DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.US));
    format.setMinimumFractionDigits(Math.max(0, number.scale()));
    format.setMaximumFractionDigits(Math.max(0, number.scale()));
    return format.format(number);
  }
}
