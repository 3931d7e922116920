package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import java.util.EnumMap;
import java.util.Map;

/** What the sums take that hashes are centred by: see trec4j_trec_colsum.h. */
final class ColumnSums {
  /** Values that are summed together, and those of a word. */
  private static final int STRIP = 16;

  private static final int WORD = 4;

  /** Values whose sum a halfword holds. */
  private static final int NEAR = TrecCost.NEAR_MEMBERS;

  private final Window kernel;
  private final Shape input;
  private final Shape output;
  private final Segmentation segments;
  private final Map<TrecWork, Double> counts = new EnumMap<>(TrecWork.class);

  ColumnSums(TrecConv conv, Shape input) {
    this.kernel = conv.kernel();
    this.input = input;
    this.output = conv.outputOf(input);
    this.segments = conv.segmentation(input);
    switch (segments.form()) {
      case PIXEL_SLICE ->
          vectors(input.height(), input.width(), segments.length(), segments.slices());
      case ROW_RUN -> runs();
      case IM2ROW_SLICE -> slices();
    }
  }

  /** Returns how often all slices together do what. */
  Map<TrecWork, Double> counts() {
    return counts;
  }

  /** All values of an input row are summed over the rows, whatever number of runs hold them. */
  private void runs() {
    int values = input.width() * input.channels();
    for (int first = 0; first < values; first += STRIP) {
      vectors(1, input.height(), Math.min(STRIP, values - first), 1);
    }
    add(TrecWork.RUN_TAP, (double) values * kernel.width());
  }

  /** Pieces of a pixel at each tap, over all outputs whose tap is on the map. */
  private void slices() {
    int channels = input.channels();
    int length = segments.length();
    int values;
    for (int first = 0; first < kernel.area() * channels; first += values) {
      int tap = first / channels;
      values = Math.min(channels - first % channels, length - first % length);
      int y = tap / kernel.width() - kernel.top();
      int x = tap % kernel.width() - kernel.left();
      int rows = WindowSpans.seen(y, kernel.strideY(), input.height(), output.height());
      int columns = WindowSpans.seen(x, kernel.strideX(), input.width(), output.width());
      vectors(rows, columns, values, 1);
    }
  }

  /** Adds up a grid of vectors of so many values, tile by tile, so many times. */
  private void vectors(int rows, int columns, int values, double times) {
    if (rows == 0 || columns == 0) {
      return;
    }
    double across = ScratchLayout.ceil(columns, NEAR);
    double down = ScratchLayout.ceil(rows, NEAR / Math.min(columns, NEAR));
    double strips = times * Math.floor(values / (double) STRIP);
    double words = times * ScratchLayout.ceil(values % STRIP, WORD);
    add(TrecWork.STRIP, strips * rows * columns);
    add(TrecWork.STRIP_TILE, strips * down * across);
    add(TrecWork.WORD, words * rows * columns);
    add(TrecWork.WORD_TILE, words * down * across);
    add(TrecWork.VALUE, times * (values % WORD) * columns);
  }

  private void add(TrecWork work, double count) {
    counts.merge(work, count, Double::sum);
  }
}
