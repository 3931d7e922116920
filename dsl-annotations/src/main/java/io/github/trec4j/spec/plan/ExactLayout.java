package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;

/**
 * The entries of a filter's exact part, one for each tap, slice and direction, in that order. They
 * are cut in rows that a kernel reads in one go, each filled up with zeros to whole words.
 *
 * @param rows how many: one a kernel row for pixel slices, one in all for row runs
 * @param rowEntries entries of a row
 */
public record ExactLayout(int rows, int rowEntries) {
  private static final int WORD = 4;

  /** Returns the layout of a reuse convolution over the given input; it may keep no direction. */
  public static ExactLayout of(Op.Conv conv, Shape input) {
    Segmentation segments = Segmentation.of(conv, input);
    int kernel = conv.window().size();
    int rows = segments.form() == Segmentation.Form.PIXEL_SLICE ? kernel : 1;
    int entries = segments.taps() * segments.slices() * conv.reuse().orElseThrow().keep();
    return new ExactLayout(rows, entries / rows);
  }

  /** Returns the number of entries, without what rows are filled up with. */
  public int entries() {
    return rows * rowEntries;
  }

  /** Returns the number of entries as stored. */
  public int paddedEntries() {
    return rows * paddedRow();
  }

  /** Returns where an entry is stored. */
  public int place(int entry) {
    return entry / rowEntries * paddedRow() + entry % rowEntries;
  }

  private int paddedRow() {
    return (rowEntries + WORD - 1) / WORD * WORD;
  }
}
