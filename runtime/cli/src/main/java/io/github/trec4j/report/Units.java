package io.github.trec4j.report;

import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Units {
  private Units() {}

  /** Returns {@code 0.7921} as {@code 79.21 %}. */
  public static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  /** Returns a count with thousands separated: {@code 14,712,320}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns bytes in KiB with one decimal. */
  public static String kib(long bytes) {
    return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
  }

  /** Returns millions with two decimals: {@code 14.71 M}. */
  public static String millions(double number) {
    return String.format(Locale.ROOT, "%.2f M", number / 1e6);
  }

  /** Returns a ratio with three decimals. */
  public static String ratio(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}
