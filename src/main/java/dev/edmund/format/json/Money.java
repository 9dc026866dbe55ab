package dev.edmund.format.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts as people read them in the United States. */
final class Money {
  private Money() {}

  /**
   * An amount with the sign of its currency and the digits that are usual for it; null for what is
   * no currency.
   *
   * @param code of the currency, in ISO 4217
   */
  static @Nullable String text(String amount, String code) {
    Currency currency;
    try {
      currency = Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      return null;
    }
    int digits = Math.max(0, currency.getDefaultFractionDigits());
    String sign = currency.getSymbol(Locale.US);
    BigDecimal value = new BigDecimal(amount).setScale(digits, RoundingMode.HALF_UP);
    DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.US));
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    String text = (sign.equals(code) ? sign + " " : sign) + format.format(value.abs());
    return value.signum() < 0 ? "(" + text + ")" : text;
  }
}
