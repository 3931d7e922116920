package io.github.trec4j.models;

import io.github.trec4j.dsl.Add;
import io.github.trec4j.dsl.Block;
import io.github.trec4j.dsl.Layer;

/** A {@link Fire} module with a simple bypass: its input, of equal shape, is added. */
@Block
public @interface BypassFire {
  /** See {@link Fire#squeeze}. */
  int squeeze();

  /** See {@link Fire#expand}; half the channels of the input. */
  int expand();

  /** See {@link Fire#keep}. */
  int keep();

  /** See {@link Fire#rank}. */
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
    @Fire(squeeze = SQUEEZE, expand = EXPAND, keep = KEEP, rank = RANK)
    Layer fire;

    @Add({"input", "fire"})
    Layer sum;
  }
}
