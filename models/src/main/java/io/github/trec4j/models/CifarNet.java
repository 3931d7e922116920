package io.github.trec4j.models;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Board;
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
 * reuse settings were chosen on images held back from training: a few directions kept exact let few
 * clusters do.
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
  @TrecConv(filters = 64, kernel = 5, segment = 15, bits = 4, keep = 6)
  @BatchNorm
  @Relu
  @MaxPool(2)
  Layer conv1;

  @TrecConv(filters = 64, kernel = 5, segment = 64, bits = 2, keep = 14)
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
