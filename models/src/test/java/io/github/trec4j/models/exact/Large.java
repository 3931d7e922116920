package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecModel;

/** Weights of 6 MB: more than one memory of the emulated board holds. */
@TrecModel(input = @Input(height = 16, width = 16, channels = 3), board = Board.MPS2_AN386)
public final class Large {
  @Conv(filters = 6, kernel = 3, pad = 1)
  @Relu
  Layer conv;

  @Dense(1550)
  @Relu
  Layer wide;

  @Dense(2400)
  @Relu
  Layer wider;

  @Dense(10)
  Layer logits;
}
