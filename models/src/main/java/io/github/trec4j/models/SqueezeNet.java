package io.github.trec4j.models;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.GlobalAvgPool;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/**
 * SqueezeNet (Iandola et al., 2016) for CIFAR-10, with the layer sizes of Guan et al., NeurIPS
 * 2022. It differs from the original, which is for images of 224x224, in a 3x3 stem of stride 1,
 * pools of 2x2, and batch normalisation instead of dropout. The reuse settings were chosen on
 * images held back from training: half of the directions kept, a quarter of the filters as a basis.
 */
@TrecModel(
    input = @Input(height = 32, width = 32, channels = 3),
    board = Board.STM32F469NI,
    labels = {
      "airplane",
      "automobile",
      "bird",
      "cat",
      "deer",
      "dog",
      "frog",
      "horse",
      "ship",
      "truck"
    })
public final class SqueezeNet {
  @TrecConv(filters = 96, kernel = 3, pad = 1, bias = false, segment = 9, bits = 4, keep = 2)
  @BatchNorm
  @Relu
  @MaxPool(2)
  Layer conv1;

  @Fire(squeeze = 16, expand = 64, keep = 8, rank = 16)
  Layer fire2;

  @Fire(squeeze = 16, expand = 64, keep = 8, rank = 16)
  Layer fire3;

  @Fire(squeeze = 32, expand = 128, keep = 16, rank = 32)
  @MaxPool(2)
  Layer fire4;

  @Fire(squeeze = 32, expand = 128, keep = 16, rank = 32)
  Layer fire5;

  @Fire(squeeze = 48, expand = 192, keep = 24, rank = 48)
  Layer fire6;

  @Fire(squeeze = 48, expand = 192, keep = 24, rank = 48)
  Layer fire7;

  @Fire(squeeze = 64, expand = 256, keep = 32, rank = 64)
  @MaxPool(2)
  Layer fire8;

  @Fire(squeeze = 64, expand = 256, keep = 32, rank = 64)
  Layer fire9;

  @Conv(filters = 10, kernel = 1)
  @GlobalAvgPool
  Layer logits;
}
