package io.github.trec4j.models;

import io.github.trec4j.dsl.Add;
import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Block;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.Reusing;
import io.github.trec4j.dsl.TrecConv;

/** The basic residual block of He et al., CVPR 2016: two 3x3 convolutions and a shortcut. */
@Block
public @interface Residual {
  /** Of the input and of the output. */
  int channels();

  /** Stands for {@link #channels}. */
  int CHANNELS = Block.A;

  /** The layers. */
  final class Layers {
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

    @Add({"input", "conv2"})
    @Relu
    Layer sum;
  }
}
