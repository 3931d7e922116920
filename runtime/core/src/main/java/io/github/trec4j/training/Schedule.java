package io.github.trec4j.training;

/** The learning rate over time. */
@FunctionalInterface
public interface Schedule {
  /**
   * Returns the learning rate.
   *
   * @param epoch time in epochs from 0, with fractions
   */
  double at(double epoch);

  /**
   * Falls from {@code rate} to nearly zero along half a cosine.
   *
   * @param warmUp epochs of linear rise at first
   */
  static Schedule cosine(double rate, double epochs, double warmUp) {
    return epoch -> {
      if (epoch < warmUp) {
        return rate * epoch / warmUp;
      }
      double done = Math.min(1, (epoch - warmUp) / Math.max(1e-9, epochs - warmUp));
      return rate * 0.5 * (1 + Math.cos(Math.PI * done));
    };
  }

  /**
   * Multiplies the rate by {@code factor} after every {@code period} epochs.
   *
   * @param rate the first one
   */
  static Schedule steps(double rate, double period, double factor) {
    return epoch -> rate * Math.pow(factor, Math.floor(epoch / period));
  }
}
