package io.github.trec4j.models;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Block;
import io.github.trec4j.dsl.Concat;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.From;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecConv;

/**
 * The fire module of SqueezeNet (Iandola et al., 2016): few 1x1 filters squeeze the input for 1x1
 * and 3x3 filters that expand it again. Most of the work is in the 3x3 ones, which reuse.
 */
@Block
public @interface Fire {
  /** Channels in between, and length of a segment. */
  int squeeze();

  /** Filters of each kind: the output has twice as many channels. */
  int expand();

  /** Directions of each segment that are convolved exactly. */
  int keep();

  /** Basis filters of the 3x3 ones. */
  int rank();

  /** Stands for {@link #squeeze}. */
  int SQUEEZE = Block.A;

  /** Stands for {@link #expand}. */
  int EXPAND = Block.B;

  /** Stands for {@link #keep}. */
  int KEEP = Block.C;

  /** Stands for {@link #rank}. */
  int RANK = Block.D;

  /** The layers. */
  final class Layers {
    @Conv(filters = SQUEEZE, kernel = 1, bias = false)
    @BatchNorm
    @Relu
    Layer squeeze;

    @Conv(filters = EXPAND, kernel = 1, bias = false)
    @BatchNorm
    @Relu
    Layer expand1;

    @From("squeeze")
    @TrecConv(
        filters = EXPAND,
        kernel = 3,
        pad = 1,
        bias = false,
        segment = SQUEEZE,
        bits = 1,
        keep = KEEP,
        rank = RANK)
    @BatchNorm
    @Relu
    Layer expand3;

    @Concat({"expand1", "expand3"})
    Layer both;
  }
}
