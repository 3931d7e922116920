package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Segmentation.Form;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import java.util.Map;

/**
 * What it takes to bring segments into one place where they do not lie in one: those of im2row
 * slices that hold several pixels or parts of them, and those that reach into the padding.
 */
final class SegmentReads {
  private static final int WORD = TrecCost.WORD;

  /** Bytes up from which the C library copies words. */
  private static final int FEW = 8;

  /** Bytes up to which the compiler copies a pixel in line. */
  private static final int IN_LINE = 64;

  private final TrecConv conv;
  private final Shape input;
  private final Segmentation segments;
  private final WorkCounts counts = new WorkCounts();

  SegmentReads(TrecConv conv, Shape input) {
    this.conv = conv;
    this.input = input;
    this.segments = conv.segmentation(input);
    if (segments.form() == Form.ROW_RUN) {
      runs();
    } else if (segments.form() == Form.IM2ROW_SLICE) {
      slices();
    }
  }

  /** Returns how often a pass over all segments does what. */
  WorkCounts counts() {
    return counts;
  }

  /** Returns whether a segment that lies in one place may still reach into the padding. */
  boolean mayLeaveTheMap() {
    Window kernel = conv.kernel();
    return switch (segments.form()) {
      case PIXEL_SLICE -> false;
      case ROW_RUN -> kernel.left() + kernel.right() > 0;
      case IM2ROW_SLICE -> kernel.mostPad() > 0 && isPartOfPixel();
    };
  }

  private boolean isPartOfPixel() {
    return input.channels() % segments.length() == 0;
  }

  private void add(TrecWork work, double count) {
    counts.add(work, count);
  }

  /** Runs of a kernel row that reach into the padding, pixel by pixel. */
  private void runs() {
    Window kernel = conv.kernel();
    double clipped = 0;
    double pixels = 0;
    for (Map.Entry<Integer, Long> span : WindowSpans.across(kernel, input).counts().entrySet()) {
      if (span.getKey() < kernel.width()) {
        clipped += span.getValue();
        pixels += (double) span.getKey() * span.getValue();
      }
    }
    double rows = input.height();
    add(TrecWork.COPY, rows * clipped);
    if (input.channels() > IN_LINE) {
      copy(input.channels(), rows * pixels);
    }
    fill(input.channels(), rows * (kernel.width() * clipped - pixels));
  }

  /** Slices of im2row rows, piece by piece of a pixel each; a part of a pixel lies in one place. */
  private void slices() {
    if (input.channels() == 1 && segments.length() > 1) {
      add(TrecWork.VALUE_PIECE, (double) segments.perSlice() * conv.kernel().area());
      return;
    }
    for (SlicePiece piece : SlicePiece.of(conv, input)) {
      double inside = inside(piece.tap());
      double outside = segments.perSlice() - inside;
      if (isPartOfPixel()) {
        add(TrecWork.PIECE, outside);
      } else {
        add(TrecWork.PIECE, segments.perSlice());
        copy(piece.values(), inside);
      }
      fill(piece.values(), outside);
    }
  }

  /** Returns the outputs whose tap is on the map. */
  private double inside(int tap) {
    Window kernel = conv.kernel();
    return (double) WindowSpans.rowsOn(kernel, input, tap / kernel.width())
        * WindowSpans.columnsOn(kernel, input, tap % kernel.width());
  }

  private void copy(int bytes, double times) {
    boolean words = input.channels() % WORD == 0 && segments.length() % WORD == 0;
    boolean few = !words && bytes < FEW;
    add(TrecWork.COPY_CALL, times);
    add(TrecWork.COPY_ODD, words || few ? 0 : times);
    add(few ? TrecWork.COPY_FEW : TrecWork.COPY_BYTE, times * bytes);
  }

  private void fill(int bytes, double times) {
    add(TrecWork.FILL_FEW, times * Math.min(bytes, FEW));
    add(TrecWork.FILL_BYTE, times * Math.max(0, bytes - FEW));
  }
}
