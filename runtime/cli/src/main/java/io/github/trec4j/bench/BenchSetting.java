package io.github.trec4j.bench;

import io.github.trec4j.dsl.Form;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.TrecConv;

/**
 * What one measurement is of.
 *
 * @param layer the convolution
 * @param method how it is computed
 * @param segment values a segment (the paper's L); 0 without reuse
 * @param bits hash bits (the paper's H); 0 without reuse
 * @param clusters clusters a slice; 0 without reuse
 */
public record BenchSetting(
    BenchLayer layer, BenchMethod method, int segment, int bits, int clusters) {
  /** Returns the layer without reuse. */
  static BenchSetting conventional(BenchLayer layer) {
    return new BenchSetting(layer, BenchMethod.CONVENTIONAL, 0, 0, 0);
  }

  /** Returns the layer without reuse and without any form that spares products. */
  static BenchSetting direct(BenchLayer layer) {
    return new BenchSetting(layer, BenchMethod.DIRECT, 0, 0, 0);
  }

  /** Returns the layer without reuse, its weights transformed on the fly. */
  static BenchSetting onTheFly(BenchLayer layer) {
    return new BenchSetting(layer, BenchMethod.ON_THE_FLY, 0, 0, 0);
  }

  /** Returns the layer with reuse, and as few hash bits as tell that many clusters apart. */
  static BenchSetting reuse(BenchLayer layer, BenchMethod method, int segment, int clusters) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(clusters - 1);
    return new BenchSetting(layer, method, segment, bits, clusters);
  }

  /** Returns whether anything is reused. */
  boolean reuses() {
    return method == BenchMethod.TREC || method == BenchMethod.TREC_PER_SLICE;
  }

  /** Returns what is measured as an operation of a network. */
  Convolution convolution() {
    return switch (method) {
      case CONVENTIONAL -> conv(Form.FASTEST);
      case DIRECT -> conv(Form.DIRECT);
      case ON_THE_FLY -> conv(Form.WINOGRAD_ON_THE_FLY);
      case TREC -> trec(Sharing.SHARED);
      case TREC_PER_SLICE -> trec(Sharing.PER_SLICE);
    };
  }

  private Convolution conv(Form form) {
    return new Conv(layer.filters(), layer.window(), true, form);
  }

  private Convolution trec(Sharing sharing) {
    return new TrecConv(layer.filters(), layer.window(), true, reuse(sharing));
  }

  private Reuse reuse(Sharing sharing) {
    return Reuse.builder(segment).bits(bits).maxClusters(clusters).sharing(sharing).build();
  }
}
