package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.math.BigInteger;
import java.util.List;

/** The arithmetic written down as literally as possible, in large numbers, an output at a time. */
final class NaiveReference {
  private NaiveReference() {}

  static long multiplyHigh(long a, long b) {
    return BigInteger.valueOf(a)
        .multiply(BigInteger.valueOf(b))
        .add(BigInteger.ONE.shiftLeft(31))
        .shiftRight(32)
        .longValueExact();
  }

  static long clamp(long value, long low, long high) {
    return value < low ? low : value > high ? high : value;
  }

  static long roundedMean(long sum, long count) {
    return Math.floorDiv(2 * sum + count, 2 * count);
  }

  /** Returns a value of the padded input. */
  static long at(byte[] input, Shape shape, int y, int x, int c, long padding) {
    boolean inside = y >= 0 && y < shape.height() && x >= 0 && x < shape.width();
    return inside ? input[(y * shape.width() + x) * shape.channels() + c] : padding;
  }

  static byte[] conv(Convolution conv, Shape shape, LinearParameters params, byte[] input) {
    Shape output = conv.outputOf(shape);
    Window window = conv.kernel();
    byte[] result = new byte[output.size()];
    for (int i = 0; i < result.length; i++) {
      int m = i % output.channels();
      int left = i / output.channels() % output.width() * window.strideX() - window.left();
      int top = i / output.channels() / output.width() * window.strideY() - window.top();
      long sum = params.bias()[m];
      for (int k = 0; k < params.entries(); k++) {
        int c = k % shape.channels();
        int x = left + k / shape.channels() % window.width();
        int y = top + k / shape.channels() / window.width();
        sum +=
            at(input, shape, y, x, c, params.inputZeroPoint())
                * params.weights()[m * params.entries() + k];
      }
      result[i] = requantize(sum, m, params);
    }
    return result;
  }

  static byte[] depthwise(DepthwiseConv conv, Shape shape, LinearParameters params, byte[] input) {
    Shape output = conv.outputOf(List.of(shape));
    Window window = conv.kernel();
    byte[] result = new byte[output.size()];
    for (int i = 0; i < result.length; i++) {
      int c = i % output.channels();
      int left = i / output.channels() % output.width() * window.strideX() - window.left();
      int top = i / output.channels() / output.width() * window.strideY() - window.top();
      long sum = params.bias()[c];
      for (int k = 0; k < window.area(); k++) {
        int x = left + k % window.width();
        int y = top + k / window.width();
        sum +=
            at(input, shape, y, x, c, params.inputZeroPoint())
                * params.weights()[c * window.area() + k];
      }
      result[i] = requantize(sum, c, params);
    }
    return result;
  }

  static byte[] dense(LinearParameters params, byte[] input) {
    byte[] result = new byte[params.filters()];
    for (int m = 0; m < result.length; m++) {
      long sum = params.bias()[m];
      for (int k = 0; k < input.length; k++) {
        sum += input[k] * params.weights()[m * input.length + k];
      }
      result[m] = requantize(sum, m, params);
    }
    return result;
  }

  private static byte requantize(long sum, int m, LinearParameters params) {
    if (sum != (int) sum) {
      throw new ArithmeticException("accumulators are int32");
    }
    long scaled = multiplyHigh(sum, params.multipliers()[m]);
    return (byte) clamp(params.outputZeroPoint() + scaled, params.low(), params.high());
  }
}
