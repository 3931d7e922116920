package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Segmentation.Form;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import java.util.EnumMap;
import java.util.Map;

/**
 * What it takes to bring segments into one place where they do not lie in one: those of im2row
 * slices that hold several pixels or parts of them, and those that reach into the padding.
 */
final class SegmentReads {
  /** Bytes of a word. */
  private static final int WORD = 4;

  /** Bytes up from which the C library copies words. */
  private static final int FEW = 8;

  /** Bytes up to which the compiler copies a pixel in line. */
  private static final int IN_LINE = 64;

  private final Window kernel;
  private final Shape input;
  private final Shape output;
  private final Segmentation segments;
  private final Map<TrecWork, Double> counts = new EnumMap<>(TrecWork.class);

  SegmentReads(TrecConv conv, Shape input) {
    this.kernel = conv.kernel();
    this.input = input;
    this.output = conv.outputOf(input);
    this.segments = conv.segmentation(input);
    if (segments.form() == Form.ROW_RUN) {
      runs();
    } else if (segments.form() == Form.IM2ROW_SLICE) {
      slices();
    }
  }

  /** Returns how often a pass over all segments does what. */
  Map<TrecWork, Double> counts() {
    return counts;
  }

  /** Returns whether a segment that lies in one place may still reach into the padding. */
  boolean mayLeaveTheMap() {
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
    counts.merge(work, count, Double::sum);
  }

  /** Runs of a kernel row that reach into the padding, pixel by pixel. */
  private void runs() {
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
    int channels = input.channels();
    int entries = kernel.area() * channels;
    int length = segments.length();
    if (channels == 1 && length > 1) {
      add(TrecWork.VALUE_PIECE, (double) segments.perSlice() * entries);
      return;
    }
    int bytes;
    for (int first = 0; first < entries; first += bytes) {
      int tap = first / channels;
      bytes = Math.min(channels - first % channels, length - first % length);
      double inside = inside(tap);
      double outside = segments.perSlice() - inside;
      if (isPartOfPixel()) {
        add(TrecWork.PIECE, outside);
      } else {
        add(TrecWork.PIECE, segments.perSlice());
        copy(bytes, inside);
      }
      fill(bytes, outside);
    }
  }

  /** Returns the outputs whose tap is on the map. */
  private double inside(int tap) {
    int y = tap / kernel.width() - kernel.top();
    int x = tap % kernel.width() - kernel.left();
    return (double) WindowSpans.seen(y, kernel.strideY(), input.height(), output.height())
        * WindowSpans.seen(x, kernel.strideX(), input.width(), output.width());
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
