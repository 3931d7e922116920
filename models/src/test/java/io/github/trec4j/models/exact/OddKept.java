package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/** Kept directions: of row runs, of several slices a pixel, with one cluster, of long segments. */
@TrecModel(input = @Input(height = 17, width = 14, channels = 3))
public final class OddKept {
  @TrecConv(
      filters = 20,
      kernel = 3,
      stride = 2,
      pad = 1,
      segment = 9,
      bits = 5,
      maxClusters = 7,
      keep = 3)
  @BatchNorm
  @Relu
  Layer runs;

  @TrecConv(filters = 33, kernel = 3, pad = 2, segment = 5, bits = 3, reassign = true, keep = 2)
  @BatchNorm
  @Relu
  Layer slices;

  @TrecConv(filters = 7, kernel = 3, stride = 2, segment = 33, bits = 1, maxClusters = 1, keep = 9)
  @Relu
  @MaxPool(value = 3, stride = 2, pad = 1)
  Layer lowRank;

  @TrecConv(filters = 18, kernel = 2, segment = 7, bits = 2, keep = 6)
  Layer last;

  @Dense(5)
  Layer logits;
}
