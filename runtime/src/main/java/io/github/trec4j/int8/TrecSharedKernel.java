package io.github.trec4j.int8;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Segmentation.Form;
import io.github.trec4j.spec.Shape;

/**
 * Mirrors {@code trec4j_trec_shared}: segments of the input feature map, slices of pixels or runs
 * of pixels in a row, which all taps that meet them share.
 */
final class TrecSharedKernel extends TrecKernel {
  private final boolean runs;

  TrecSharedKernel(Op.Conv conv, Shape input, StepParameters.Trec params) {
    super(conv, input, params);
    runs = segmentation().form() == Form.ROW_RUN;
  }

  @Override
  void copySegment(byte[] from, int slice, int segment, byte[] to, int place) {
    int length = segmentation().length();
    if (!runs) {
      int start = segment * input().channels() + slice * length;
      System.arraycopy(from, start, to, place, length);
      return;
    }
    int y = segment / output().width();
    int left = segment % output().width() * window().stride() - window().pad();
    for (int kx = 0; kx < window().size(); kx++) {
      int at = place + kx * input().channels();
      Columns.pixel(from, input(), y, left + kx, zeroPoint(), to, at);
    }
  }

  @Override
  int segmentUnder(int oy, int ox, int tap) {
    int kernelRow = runs ? tap : tap / window().size();
    int y = oy * window().stride() - window().pad() + kernelRow;
    if (y < 0 || y >= input().height()) {
      return PADDING;
    } else if (runs) {
      return y * output().width() + ox;
    }
    int x = ox * window().stride() - window().pad() + tap % window().size();
    return x < 0 || x >= input().width() ? PADDING : y * input().width() + x;
  }
}
