package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;

/** What the sums take that hashes are centred by: see trec4j_trec_colsum.h. */
final class ColumnSums {
  /** Values that are summed together. */
  private static final int STRIP = 16;

  private static final int WORD = TrecCost.WORD;

  /** Values whose sum a halfword holds. */
  private static final int NEAR = TrecCost.NEAR_MEMBERS;

  private final TrecConv conv;
  private final Shape input;
  private final Segmentation segments;
  private final WorkCounts counts = new WorkCounts();

  ColumnSums(TrecConv conv, Shape input) {
    this.conv = conv;
    this.input = input;
    this.segments = conv.segmentation(input);
    switch (segments.form()) {
      case PIXEL_SLICE ->
          vectors(input.height(), input.width(), segments.length(), segments.slices());
      case ROW_RUN -> runs();
      case IM2ROW_SLICE -> slices();
    }
  }

  /** Returns how often all slices together do what. */
  WorkCounts counts() {
    return counts;
  }

  /** All values of an input row are summed over the rows, whatever number of runs hold them. */
  private void runs() {
    int values = input.width() * input.channels();
    for (int first = 0; first < values; first += STRIP) {
      vectors(1, input.height(), Math.min(STRIP, values - first), 1);
    }
    add(TrecWork.RUN_TAP, (double) values * conv.kernel().width());
  }

  /** Pieces of a pixel at each tap, over all outputs whose tap is on the map. */
  private void slices() {
    Window kernel = conv.kernel();
    for (SlicePiece piece : SlicePiece.of(conv, input)) {
      int rows = WindowSpans.rowsOn(kernel, input, piece.tap() / kernel.width());
      int columns = WindowSpans.columnsOn(kernel, input, piece.tap() % kernel.width());
      vectors(rows, columns, piece.values(), 1);
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
    counts.add(work, count);
  }
}
