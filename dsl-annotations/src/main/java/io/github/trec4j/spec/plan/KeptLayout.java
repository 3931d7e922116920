package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;

/**
 * A filter's entries for kept directions, one for each tap, slice and direction, in that order.
 * They are cut in rows that a kernel reads in one go, each filled up with zeros to whole words.
 *
 * @param rows how many: one a kernel row for pixel slices, one in all for row runs
 * @param rowEntries entries of a row
 */
public record KeptLayout(int rows, int rowEntries) {
  private static final int WORD = 4;

  /** Returns the layout of a reuse convolution over the given input; it may keep no direction. */
  public static KeptLayout of(TrecConv conv, Shape input) {
    Segmentation segments = conv.segmentation(input);
    boolean slices = segments.form() == Segmentation.Form.PIXEL_SLICE;
    int rows = slices ? conv.kernel().height() : 1;
    int entries = segments.taps() * segments.slices() * conv.reuse().keep();
    return new KeptLayout(rows, entries / rows);
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
