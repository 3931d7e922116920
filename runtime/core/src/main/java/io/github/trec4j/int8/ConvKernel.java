package io.github.trec4j.int8;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import java.util.Optional;

/** Mirrors {@code trec4j_conv}: a conventional convolution. */
final class ConvKernel implements Int8Kernel {
  private final Shape input;
  private final Shape output;
  private final Window window;
  private final StepParameters.Linear params;
  private final Columns weights;

  ConvKernel(Op.Conv conv, Shape input, StepParameters.Linear params) {
    this.input = input;
    this.output = conv.outputOf(input);
    this.window = conv.window();
    this.params = params;
    this.weights = new Columns(params.weights(), params.filters());
  }

  @Override
  public Optional<ReuseStatistics> run(byte[] from, byte[] to) {
    byte[] row = new byte[params.entries()];
    int[] sums = new int[params.filters()];
    int place = 0;
    for (int oy = 0; oy < output.height(); oy++) {
      for (int ox = 0; ox < output.width(); ox++) {
        Columns.im2row(from, input, window, params.inputZeroPoint(), oy, ox, row);
        System.arraycopy(params.bias(), 0, sums, 0, sums.length);
        weights.addColumn(row, sums);
        DenseKernel.requantize(params, sums, to, place);
        place += sums.length;
      }
    }
    return Optional.empty();
  }
}
