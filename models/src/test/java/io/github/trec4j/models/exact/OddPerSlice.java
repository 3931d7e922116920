package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.GlobalAvgPool;
import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/** The paper's form: im2row slices that cross pixels, shared random hashes, all slices many. */
@TrecModel(input = @Input(height = 12, width = 15, channels = 3))
public final class OddPerSlice {
  @TrecConv(
      filters = 18,
      kernel = 5,
      stride = 2,
      pad = 2,
      segment = 25,
      bits = 4,
      sharing = Sharing.PER_SLICE)
  @BatchNorm
  @Relu
  Layer first;

  @TrecConv(
      filters = 16,
      kernel = 3,
      pad = 1,
      segment = 6,
      bits = 8,
      maxClusters = 11,
      sharing = Sharing.PER_SLICE,
      hashGradient = HashGradient.PAPER)
  @Relu
  @MaxPool(2)
  Layer second;

  @TrecConv(filters = 5, kernel = 1, segment = 8, bits = 2, sharing = Sharing.PER_SLICE)
  @GlobalAvgPool
  @Relu
  Layer third;

  @Dense(4)
  Layer logits;
}
