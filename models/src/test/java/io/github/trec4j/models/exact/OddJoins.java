package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.Add;
import io.github.trec4j.dsl.AvgPool;
import io.github.trec4j.dsl.Concat;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.DepthwiseConv;
import io.github.trec4j.dsl.From;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/**
 * Concatenations of odd channels: three inputs, one in another, with a ReLU, and the logits. Every
 * kernel that may write among others' channels does; the image, a mean, and what others read are
 * copied.
 */
@TrecModel(input = @Input(height = 9, width = 7, channels = 3))
public final class OddJoins {
  @Conv(filters = 1, kernel = 1)
  @Relu
  Layer narrow;

  @From("input")
  @Conv(filters = 5, kernel = 3, pad = 1)
  @Relu
  Layer wide;

  @From("input")
  @DepthwiseConv(kernel = 3, pad = 1)
  Layer deep;

  @Concat({"narrow", "wide", "deep"})
  Layer three;

  @TrecConv(filters = 16, kernel = 3, pad = 1, segment = 9, bits = 4)
  @Relu
  Layer shared;

  @From("three")
  @Conv(filters = 3, kernel = 2, pad = 1)
  @MaxPool(value = 2, stride = 1)
  @Relu
  Layer pooled;

  @Concat({"shared", "pooled"})
  Layer inner;

  @From("three")
  @TrecConv(filters = 7, kernel = 3, pad = 1, segment = 27, bits = 3, sharing = Sharing.PER_SLICE)
  Layer slices;

  @From("three")
  @AvgPool(value = 1, stride = 1)
  Layer means;

  @Add({"three", "means"})
  Layer sum;

  @Concat({"slices", "inner", "input", "sum", "means"})
  @Relu
  Layer outer;

  @Conv(filters = 4, kernel = 5, pad = 1)
  @Relu
  Layer large;

  @Dense(3)
  Layer left;

  @From("large")
  @Dense(2)
  Layer right;

  @Concat({"left", "right"})
  Layer logits;
}
