package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/** Kept directions that are convolved by each of Winograd's forms: odd maps, uneven padding. */
@TrecModel(input = @Input(height = 17, width = 15, channels = 16))
public final class OddProjections {
  @TrecConv(filters = 48, kernel = 3, pad = 1, segment = 16, bits = 3, keep = 9)
  @BatchNorm
  @Relu
  @MaxPool(2)
  Layer large;

  @TrecConv(
      filters = 37,
      kernel = 5,
      pad = {2, 1, 0, 2},
      segment = 24,
      bits = 2,
      reassign = true,
      keep = 6)
  @BatchNorm
  @Relu
  Layer wide;

  @TrecConv(filters = 33, kernel = 3, stride = 2, pad = 1, segment = 37, bits = 1, keep = 3)
  Layer strided;

  @TrecConv(filters = 34, kernel = 3, pad = 1, segment = 33, bits = 1, maxClusters = 1, keep = 15)
  @Relu
  Layer small;

  @Dense(5)
  Layer logits;
}
