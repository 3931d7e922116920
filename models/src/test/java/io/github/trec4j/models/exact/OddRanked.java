package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/** Filters made of basis filters: with and without kept directions and bias, shared, per slice. */
@TrecModel(input = @Input(height = 13, width = 15, channels = 3))
public final class OddRanked {
  @TrecConv(
      filters = 21,
      kernel = 3,
      stride = 2,
      pad = 1,
      segment = 9,
      bits = 4,
      maxClusters = 9,
      keep = 2,
      rank = 5)
  @BatchNorm
  @Relu
  @MaxPool(2)
  Layer runs;

  @TrecConv(filters = 18, kernel = 2, bias = false, segment = 7, bits = 3, rank = 17)
  @Relu
  Layer slices;

  @TrecConv(filters = 10, kernel = 2, segment = 9, bits = 2, sharing = Sharing.PER_SLICE, rank = 1)
  Layer perSlice;

  @Dense(5)
  Layer logits;
}
