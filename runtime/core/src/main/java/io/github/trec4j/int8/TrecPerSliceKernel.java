package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.TrecPerSlicePlan;

/** Mirrors {@code trec4j_trec_per_slice}: segments are slices of im2row rows, as in the paper. */
final class TrecPerSliceKernel extends TrecKernel {
  TrecPerSliceKernel(TrecPerSlicePlan plan, TrecParameters params) {
    super(plan, params);
  }

  @Override
  void addKept(byte[] from, int[] accumulators) {
    // directions belong to shared segments
  }

  @Override
  void copySegment(byte[] from, int slice, int segment, byte[] to, int place) {
    int top = segment / output().width() * window().strideY() - window().top();
    int left = segment % output().width() * window().strideX() - window().left();
    int channels = input().channels();
    for (int l = 0; l < segmentation().length(); l++) {
      int k = slice * segmentation().length() + l;
      int y = top + k / channels / window().width();
      int x = left + k / channels % window().width();
      boolean inside = y >= 0 && y < input().height() && x >= 0 && x < input().width();
      to[place + l] =
          inside ? from[(y * input().width() + x) * channels + k % channels] : (byte) zeroPoint();
    }
  }

  @Override
  int segmentUnder(int oy, int ox, int tap) {
    return oy * output().width() + ox;
  }
}
