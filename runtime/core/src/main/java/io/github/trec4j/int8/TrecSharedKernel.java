package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.TrecPlan;
import java.util.Optional;

/**
 * Mirrors {@code trec4j_trec_shared} and {@code trec4j_trec_winograd}: segments of the input
 * feature map, slices of pixels or runs of pixels in a row, which all taps that meet them share.
 */
final class TrecSharedKernel extends TrecKernel {
  private final SharedSegments segments;
  private final Optional<TrecKept> kept;

  TrecSharedKernel(TrecPlan plan, TrecParameters params) {
    super(plan, params);
    int zeroPoint = params.inputZeroPoint();
    segments = new SharedSegments(plan.op(), plan.input(), zeroPoint);
    kept = params.kept().map(of -> new TrecKept(plan.op(), plan.input(), zeroPoint, of));
  }

  @Override
  void addKept(byte[] from, int[] accumulators) {
    kept.ifPresent(directions -> directions.add(from, accumulators));
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
