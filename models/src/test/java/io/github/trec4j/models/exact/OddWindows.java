package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.Add;
import io.github.trec4j.dsl.AvgPool;
import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.DepthwiseConv;
import io.github.trec4j.dsl.Form;
import io.github.trec4j.dsl.From;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Padding;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/** Windows, strides and padding that differ by direction and side, of every kernel that has any. */
@TrecModel(input = @Input(height = 17, width = 22, channels = 3))
public final class OddWindows {
  @Conv(
      filters = 9,
      kernel = {5, 2},
      stride = {1, 2},
      pad = {0, 3, 1, 0},
      form = Form.WINOGRAD)
  @BatchNorm
  @Relu
  @AvgPool(
      value = {2, 3},
      stride = {2, 1},
      padding = Padding.SAME)
  Layer rows;

  @Conv(
      filters = 7,
      kernel = 3,
      pad = {2, 0, 0, 1},
      form = Form.WINOGRAD)
  @Relu
  @MaxPool(
      value = {3, 2},
      stride = 1,
      pad = {0, 2, 1, 0})
  Layer tiles;

  @TrecConv(
      filters = 8,
      kernel = {2, 3},
      pad = {1, 0, 0, 2},
      segment = 21,
      bits = 4)
  @Relu
  Layer runs;

  @From("tiles")
  @TrecConv(
      filters = 8,
      kernel = {4, 1},
      segment = 7,
      bits = 3,
      keep = 2,
      padding = Padding.SAME)
  @AvgPool(
      value = {1, 3},
      stride = 1,
      pad = {0, 0, 2, 0})
  @Relu
  Layer slices;

  @Add({"runs", "slices"})
  Layer both;

  @DepthwiseConv(
      kernel = {3, 5},
      stride = {2, 3},
      pad = {2, 0, 1, 4})
  @BatchNorm
  Layer apart;

  @TrecConv(
      filters = 10,
      kernel = {1, 3},
      stride = {2, 1},
      padding = Padding.SAME,
      sharing = Sharing.PER_SLICE,
      segment = 6,
      bits = 3)
  @Relu
  Layer perSlice;

  @Conv(
      filters = 11,
      kernel = {3, 1},
      stride = {3, 2},
      padding = Padding.SAME)
  @Relu
  Layer direct;

  @Dense(5)
  Layer logits;
}
