package io.github.trec4j.models;

import io.github.trec4j.dsl.Add;
import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Block;
import io.github.trec4j.dsl.From;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecConv;

/**
 * A {@link Fire} module with a complex bypass: a 1x1 convolution brings its input to the shape of
 * its output, where it is added.
 */
@Block
public @interface ComplexBypassFire {
  /** See {@link Fire#squeeze}. */
  int squeeze();

  /** See {@link Fire#expand}. */
  int expand();

  /** Twice {@link #expand}: the channels of the output. */
  int out();

  /** See {@link Fire#keep}. */
  int keep();

  /** See {@link Fire#rank}. */
  int rank();

  /** Stands for {@link #squeeze}. */
  int SQUEEZE = Block.A;

  /** Stands for {@link #expand}. */
  int EXPAND = Block.B;

  /** Stands for {@link #out}. */
  int OUT = Block.C;

  /** Stands for {@link #keep}. */
  int KEEP = Block.D;

  /** Stands for {@link #rank}. */
  int RANK = Block.E;

  /** The layers. */
  final class Layers {
    @Fire(squeeze = SQUEEZE, expand = EXPAND, keep = KEEP, rank = RANK)
    Layer fire;

    @From("input")
    @TrecConv(filters = OUT, kernel = 1, bias = false, segment = 32, bits = 2, keep = 4)
    @BatchNorm
    Layer bypass;

    @Add({"fire", "bypass"})
    @Relu
    Layer sum;
  }
}
