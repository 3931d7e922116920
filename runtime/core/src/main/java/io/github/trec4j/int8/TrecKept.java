package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;

/** Convolves kept directions: mirrors {@code trec4j_trec_kept}. */
final class TrecKept {
  private final SharedSegments segments;
  private final KeptParameters params;
  private final Projections projections;
  private final Columns weights;
  private final Shape output;

  TrecKept(TrecConv conv, Shape input, int zeroPoint, KeptParameters params) {
    this.segments = new SharedSegments(conv, input, zeroPoint);
    this.params = params;
    this.projections =
        new Projections(conv, input, zeroPoint, params.directions(), params.directionBias());
    this.weights = new Columns(params.weights(), params.multipliers().length);
    this.output = conv.outputOf(input);
  }

  /** Adds what the kept directions give to accumulators {@code [outputs][M]}; none saturates. */
  void add(byte[] from, int[] accumulators) {
    int[] z = projections.of(from, params.directionMultipliers());
    int filters = params.multipliers().length;
    int[] sums = new int[filters];
    int place = 0;
    for (int oy = 0; oy < output.height(); oy++) {
      for (int ox = 0; ox < output.width(); ox++) {
        sum(z, oy, ox, sums);
        for (int m = 0; m < filters; m++) {
          accumulators[place++] += Arithmetic.multiplyHigh(sums[m], params.multipliers()[m]);
          sums[m] = 0;
        }
      }
    }
  }

  private void sum(int[] z, int oy, int ox, int[] sums) {
    int values = params.directionBias().length;
    for (int tap = 0; tap < segments.segmentation().taps(); tap++) {
      int segment = segments.under(oy, ox, tap);
      for (int i = 0; i < values && segment != TrecKernel.PADDING; i++) {
        weights.add(z[segment * values + i], tap * values + i, sums);
      }
    }
  }
}
