package io.github.trec4j.int8;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;
import java.util.Optional;

/**
 * Mirrors {@code trec4j_trec_shared}: segments of the input feature map, slices of pixels or runs
 * of pixels in a row, which all taps that meet them share.
 */
final class TrecSharedKernel extends TrecKernel {
  private final SharedSegments segments;
  private final Optional<TrecExact> exact;

  TrecSharedKernel(Op.Conv conv, Shape input, StepParameters.Trec params) {
    super(conv, input, params);
    segments = new SharedSegments(conv, input, params.inputZeroPoint());
    exact = params.exact().map(kept -> new TrecExact(conv, input, params.inputZeroPoint(), kept));
  }

  @Override
  void addExact(byte[] from, int[] accumulators) {
    exact.ifPresent(kept -> kept.add(from, accumulators));
  }

  @Override
  void copySegment(byte[] from, int slice, int segment, byte[] to, int place) {
    segments.copy(from, slice, segment, to, place);
  }

  @Override
  int segmentUnder(int oy, int ox, int tap) {
    return segments.under(oy, ox, tap);
  }
}
