package io.github.trec4j.models.exact;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.Form;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecModel;

/** Convolutions in Winograd's forms: of odd sizes, of few channels, and of a single tile. */
@TrecModel(input = @Input(height = 13, width = 11, channels = 3))
public final class OddForms {
  @Conv(filters = 7, kernel = 3, pad = 1, form = Form.WINOGRAD_ON_THE_FLY)
  @BatchNorm
  @Relu
  Layer large;

  @Conv(filters = 10, kernel = 3, pad = 2, form = Form.WINOGRAD)
  @MaxPool(2)
  Layer ahead;

  @Conv(filters = 9, kernel = 3, form = Form.WINOGRAD_ON_THE_FLY)
  @Relu
  Layer small;

  @Conv(filters = 5, kernel = 5, pad = 2, form = Form.WINOGRAD)
  Layer wide;

  @Conv(filters = 17, kernel = 3, form = Form.WINOGRAD_ON_THE_FLY)
  Layer single;

  @Dense(6)
  Layer logits;
}
