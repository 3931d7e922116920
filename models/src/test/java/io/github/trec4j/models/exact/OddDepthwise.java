package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.DepthwiseConv;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/** Depthwise convolutions: first, with strides and odd channels, and between pointwise ones. */
@TrecModel(input = @Input(height = 13, width = 10, channels = 3))
public final class OddDepthwise {
  @DepthwiseConv(kernel = 5, pad = 2)
  Layer blur;

  @Conv(filters = 17, kernel = 1)
  @BatchNorm
  @Relu
  Layer widen;

  @DepthwiseConv(kernel = 3, stride = 2, pad = 1, bias = false)
  @BatchNorm
  @Relu
  Layer halve;

  @TrecConv(filters = 9, kernel = 1, segment = 17, bits = 5)
  @BatchNorm
  @Relu
  Layer mix;

  @DepthwiseConv(kernel = 4, stride = 3, pad = 3)
  Layer shrink;

  @Dense(6)
  Layer logits;
}
