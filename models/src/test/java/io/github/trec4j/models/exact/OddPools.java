package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.AvgPool;
import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.GlobalAvgPool;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/** Pools first and last, a ReLU of its own, one channel, and no fully connected layer. */
@TrecModel(input = @Input(height = 19, width = 9, channels = 1))
public final class OddPools {
  @AvgPool(value = 2, stride = 1)
  @Relu
  Layer smooth;

  @Conv(filters = 13, kernel = 4, stride = 1, pad = 3)
  @BatchNorm
  @MaxPool(value = 2, stride = 1)
  @Relu
  Layer widen;

  @TrecConv(filters = 6, kernel = 3, stride = 2, segment = 13, bits = 6, hashing = Hashing.RANDOM)
  @GlobalAvgPool
  Layer logits;
}
