package io.github.trec4j.report;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An axis of even steps.
 *
 * @param low the number at its begin
 * @param high the number at its end
 * @param step between ticks: 1, 2 or 5 times a power of ten
 * @param from where it begins in the picture
 * @param to where it ends
 */
record LinearAxis(double low, double high, double step, double from, double to) implements Axis {
  private static final int MOST_STEPS = 8;

  /** Returns an axis that shows at least the given numbers. */
  static LinearAxis over(double least, double most, double from, double to) {
    double step = step((most - least) / MOST_STEPS);
    double low = Math.floor(least / step) * step;
    double high = Math.ceil(most / step) * step;
    return new LinearAxis(low, high > low ? high : low + step, step, from, to);
  }

  /** Returns the smallest of 1, 2 and 5 times a power of ten that is not below a number. */
  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1e-6, least))));
    return DoubleStream.of(1, 2, 5, 10)
        .map(factor -> factor * power)
        .filter(step -> step >= least)
        .findFirst()
        .orElse(10 * power);
  }

  @Override
  public double at(double number) {
    return from + (to - from) * (number - low) / (high - low);
  }

  @Override
  public double[] ticks() {
    int count = (int) Math.round((high - low) / step);
    return IntStream.rangeClosed(0, count).mapToDouble(i -> low + i * step).toArray();
  }

  /** Returns a tick's number with as many decimals as its step has. */
  @Override
  public String text(double tick) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f", tick);
  }
}
