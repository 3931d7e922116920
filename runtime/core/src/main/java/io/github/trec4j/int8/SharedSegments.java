package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Segmentation.Form;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;

/** Where shared segments stand in the input: slices of pixels, or runs of pixels in a row. */
final class SharedSegments {
  private final Segmentation segmentation;
  private final Shape input;
  private final Shape output;
  private final Window window;
  private final int zeroPoint;

  SharedSegments(TrecConv conv, Shape input, int zeroPoint) {
    this.segmentation = conv.segmentation(input);
    this.input = input;
    this.output = conv.outputOf(input);
    this.window = conv.kernel();
    this.zeroPoint = zeroPoint;
  }

  private boolean areRuns() {
    return segmentation.form() == Form.ROW_RUN;
  }

  /** Returns how they are cut. */
  Segmentation segmentation() {
    return segmentation;
  }

  /** Writes the values of a segment. */
  void copy(byte[] from, int slice, int segment, byte[] to, int place) {
    int length = segmentation.length();
    if (!areRuns()) {
      System.arraycopy(from, segment * input.channels() + slice * length, to, place, length);
      return;
    }
    int y = segment / output.width();
    int left = segment % output.width() * window.strideX() - window.left();
    for (int kx = 0; kx < window.width(); kx++) {
      int at = place + kx * input.channels();
      Columns.pixel(from, input, y, left + kx, zeroPoint, to, at);
    }
  }

  /** Returns the segment that an output reads by a tap, or {@link TrecKernel#PADDING}. */
  int under(int oy, int ox, int tap) {
    int kernelRow = areRuns() ? tap : tap / window.width();
    int y = oy * window.strideY() - window.top() + kernelRow;
    if (y < 0 || y >= input.height()) {
      return TrecKernel.PADDING;
    } else if (areRuns()) {
      return y * output.width() + ox;
    }
    int x = ox * window.strideX() - window.left() + tap % window.width();
    return x < 0 || x >= input.width() ? TrecKernel.PADDING : y * input.width() + x;
  }
}
