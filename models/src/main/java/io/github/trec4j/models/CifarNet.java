package io.github.trec4j.models;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Board;
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
 * CifarNet for the ten classes of CIFAR-10, with the layer sizes of Guan et al., NeurIPS 2022. The
 * reuse settings were chosen on images held back from training: a few directions kept exact let
 * four clusters do, and half as many basis filters. In the first layer, whose pixels have three
 * values, reuse takes as long as the exact convolution.
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
public final class CifarNet {
  @Conv(filters = 64, kernel = 5)
  @BatchNorm
  @Relu
  @MaxPool(2)
  Layer conv1;

  @TrecConv(filters = 64, kernel = 5, segment = 64, bits = 2, keep = 8, rank = 32)
  @BatchNorm
  @Relu
  @MaxPool(2)
  Layer conv2;

  @Dense(384)
  @Relu
  @Dropout(0.5f)
  Layer fc3;

  @Dense(192)
  @Relu
  @Dropout(0.5f)
  Layer fc4;

  @Dense(10)
  Layer logits;
}
