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
 * {@link SqueezeNet} with the complex bypass of Iandola et al., 2016: every fire module's input is
 * added to its output, through a 1x1 convolution where their shapes differ. The reuse settings are
 * not tuned yet.
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
public final class SqueezeNetBypass {
  @TrecConv(filters = 96, kernel = 3, pad = 1, bias = false, segment = 9, bits = 4, keep = 2)
  @BatchNorm
  @Relu
  @MaxPool(2)
  Layer conv1;

  @ComplexBypassFire(squeeze = 16, expand = 64, out = 128, keep = 8, rank = 16)
  Layer fire2;

  @BypassFire(squeeze = 16, expand = 64, keep = 8, rank = 16)
  Layer fire3;

  @ComplexBypassFire(squeeze = 32, expand = 128, out = 256, keep = 16, rank = 32)
  @MaxPool(2)
  Layer fire4;

  @BypassFire(squeeze = 32, expand = 128, keep = 16, rank = 32)
  Layer fire5;

  @ComplexBypassFire(squeeze = 48, expand = 192, out = 384, keep = 24, rank = 48)
  Layer fire6;

  @BypassFire(squeeze = 48, expand = 192, keep = 24, rank = 48)
  Layer fire7;

  @ComplexBypassFire(squeeze = 64, expand = 256, out = 512, keep = 32, rank = 64)
  @MaxPool(2)
  Layer fire8;

  @BypassFire(squeeze = 64, expand = 256, keep = 32, rank = 64)
  Layer fire9;

  @Conv(filters = 10, kernel = 1)
  @GlobalAvgPool
  Layer logits;
}
