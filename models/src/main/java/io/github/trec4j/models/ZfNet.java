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
 * ZFNet (Zeiler and Fergus, ECCV 2014) for CIFAR-10. It differs from the original, which is for
 * images of 224x224, in strides and padding, batch normalisation instead of contrast normalisation,
 * and dense layers of 1024 instead of 4096.
 *
 * <p>Its weights need the board's external flash.
 */
@TrecModel(
    input = @Input(height = 32, width = 32, channels = 3),
    board = Board.STM32F469I_DISCO,
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
public final class ZfNet {
  @TrecConv(
      filters = 96,
      kernel = 7,
      stride = 2,
      pad = 3,
      bias = false,
      segment = 21,
      bits = 1,
      maxClusters = 1,
      keep = 13,
      rank = 32)
  @BatchNorm
  @Relu
  @MaxPool(value = 3, stride = 2, pad = 1)
  Layer conv1;

  @TrecConv(
      filters = 256,
      kernel = 5,
      pad = 2,
      bias = false,
      segment = 24,
      bits = 2,
      keep = 6,
      rank = 64)
  @BatchNorm
  @Relu
  @MaxPool(value = 3, stride = 2, pad = 1)
  Layer conv2;

  @TrecConv(
      filters = 384,
      kernel = 3,
      pad = 1,
      bias = false,
      segment = 32,
      bits = 2,
      keep = 8,
      rank = 96)
  @BatchNorm
  @Relu
  Layer conv3;

  @TrecConv(
      filters = 384,
      kernel = 3,
      pad = 1,
      bias = false,
      segment = 24,
      bits = 2,
      keep = 6,
      rank = 96)
  @BatchNorm
  @Relu
  Layer conv4;

  @TrecConv(
      filters = 256,
      kernel = 3,
      pad = 1,
      bias = false,
      segment = 32,
      bits = 2,
      keep = 8,
      rank = 64)
  @BatchNorm
  @Relu
  @MaxPool(value = 3, stride = 2, pad = 1)
  Layer conv5;

  @Dense(1024)
  @Relu
  @Dropout(0.5f)
  Layer fc6;

  @Dense(1024)
  @Relu
  @Dropout(0.5f)
  Layer fc7;

  @Dense(10)
  Layer logits;
}
