package io.github.trec4j.report;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An axis on which equal ratios are equally far apart; ticks are 1, 2 and 5 times powers of ten.
 *
 * @param low the number at its begin, above 0
 * @param high the number at its end
 * @param from where it begins in the picture
 * @param to where it ends
 */
record LogAxis(double low, double high, double from, double to) implements Axis {
  private static final double ROUNDING = 1e-9;

  /** Returns an axis that shows at least the given numbers, which are above 0. */
  static LogAxis over(double least, double most, double from, double to) {
    double[] ticks = ticks(least / 10, most * 10);
    double low = last(ticks, least);
    double high =
        DoubleStream.of(ticks).filter(tick -> tick > low && tick >= most).min().orElseThrow();
    return new LogAxis(low, high, from, to);
  }

  private static double last(double[] ticks, double most) {
    return DoubleStream.of(ticks).filter(tick -> tick <= most * (1 + ROUNDING)).max().orElseThrow();
  }

  private static double[] ticks(double low, double high) {
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    return IntStream.rangeClosed(first, last)
        .mapToDouble(power -> Math.pow(10, power))
        .flatMap(power -> DoubleStream.of(power, 2 * power, 5 * power))
        .filter(tick -> low * (1 - ROUNDING) <= tick && tick <= high * (1 + ROUNDING))
        .toArray();
  }

  @Override
  public double at(double number) {
    return from + (to - from) * Math.log(number / low) / Math.log(high / low);
  }

  @Override
  public double[] ticks() {
    return ticks(low, high);
  }

  @Override
  public String text(double tick) {
    return tick >= 1 ? String.format(Locale.ROOT, "%.0f", tick) : String.valueOf((float) tick);
  }
}
