package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.AvgPool;
import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.Dropout;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/**
 * Row runs with a stride, padding and few clusters; narrow pixel slices; odd numbers of filters.
 */
@TrecModel(input = @Input(height = 17, width = 14, channels = 3))
public final class OddShared {
  @TrecConv(
      filters = 20,
      kernel = 3,
      stride = 2,
      pad = 1,
      segment = 9,
      bits = 5,
      maxClusters = 7,
      reassign = true)
  @BatchNorm
  @Relu
  Layer runs;

  @TrecConv(filters = 33, kernel = 3, pad = 2, segment = 5, bits = 3)
  @BatchNorm
  @Relu
  @MaxPool(value = 3, stride = 2, pad = 1)
  Layer slices;

  @Conv(filters = 7, kernel = 2, bias = false)
  @Relu
  @AvgPool(2)
  Layer plain;

  @Dense(9)
  @Relu
  @Dropout(0.5f)
  Layer hidden;

  @Dense(value = 5, bias = false)
  Layer logits;
}
