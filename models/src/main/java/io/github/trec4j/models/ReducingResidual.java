package io.github.trec4j.models;

import io.github.trec4j.dsl.Add;
import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Block;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.From;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.Reusing;
import io.github.trec4j.dsl.TrecConv;

/**
 * A {@link Residual} block that begins a stage: it halves height and width and changes the number
 * of channels, and its shortcut is a projection.
 */
@Block
public @interface ReducingResidual {
  /** Of the output. */
  int channels();

  /** Stands for {@link #channels}. */
  int CHANNELS = Block.A;

  /** The layers. */
  final class Layers {
    @TrecConv(
        filters = CHANNELS,
        kernel = 3,
        stride = 2,
        pad = 1,
        bias = false,
        segment = 64,
        bits = 2,
        keep = 8,
        when = Reusing.PROFITABLE)
    @BatchNorm
    @Relu
    Layer conv1;

    @TrecConv(
        filters = CHANNELS,
        kernel = 3,
        pad = 1,
        bias = false,
        segment = 64,
        bits = 2,
        keep = 8,
        when = Reusing.PROFITABLE)
    @BatchNorm
    Layer conv2;

    @From("input")
    @Conv(filters = CHANNELS, kernel = 1, stride = 2, bias = false)
    @BatchNorm
    Layer shortcut;

    @Add({"shortcut", "conv2"})
    @Relu
    Layer sum;
  }
}
