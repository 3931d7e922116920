package io.github.trec4j.report;

/** One axis of a picture: a range that begins and ends at a tick. */
sealed interface Axis permits LinearAxis, LogAxis {
  /** Returns the number at its begin. */
  double low();

  /** Returns where a number lies in the picture. */
  double at(double number);

  /** Returns the numbers of the ticks. */
  double[] ticks();

  /** Returns a tick's number in words. */
  String text(double tick);
}
