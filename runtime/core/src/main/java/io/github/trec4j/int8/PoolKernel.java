package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Optional;

/** Slides a window over each channel; the padding is never read. */
abstract class PoolKernel implements Int8Kernel {
  private final Shape input;
  private final Shape output;
  private final Window window;

  PoolKernel(Shape input, Window window) {
    this.input = input;
    this.window = window;
    this.output = window.over(input, input.channels());
  }

  /** Returns the output for the window's values, {@code values[0]} to {@code values[count - 1]}. */
  abstract byte reduce(byte[] values, int count);

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] to) {
    byte[] from = inputs.get(0);
    byte[] values = new byte[window.area()];
    int place = 0;
    for (int oy = 0; oy < output.height(); oy++) {
      for (int ox = 0; ox < output.width(); ox++) {
        for (int c = 0; c < output.channels(); c++) {
          to[place++] = reduce(values, collect(from, oy, ox, c, values));
        }
      }
    }
    return Optional.empty();
  }

  private int collect(byte[] from, int oy, int ox, int channel, byte[] values) {
    int top = oy * window.strideY() - window.top();
    int left = ox * window.strideX() - window.left();
    int count = 0;
    for (int y = Math.max(0, top); y < Math.min(input.height(), top + window.height()); y++) {
      for (int x = Math.max(0, left); x < Math.min(input.width(), left + window.width()); x++) {
        values[count++] = from[(y * input.width() + x) * input.channels() + channel];
      }
    }
    return count;
  }
}
