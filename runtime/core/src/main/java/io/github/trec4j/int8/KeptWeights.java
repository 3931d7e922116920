package io.github.trec4j.int8;

import io.github.trec4j.quantization.FilterScales;
import io.github.trec4j.quantization.FoldedWeights;
import io.github.trec4j.quantization.IntegerVectors;
import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.plan.TrecPlan;
import io.github.trec4j.tensor.TensorName;
import java.util.List;

/**
 * The kept directions of a step in integers: the directions, projections on them, and the weights
 * that convolve these.
 *
 * @param segments of the step
 * @param directions {@code [slices][keep][L]}
 * @param bias {@code [slices][keep]}, what takes the input's zero point out of projections
 * @param units {@code [slices][keep]}, what an int8 projection stands for, in products of integers
 * @param input of the step
 * @param weights {@code [M][taps][slices][keep]}, in [-127, 127], for int8 projections
 * @param scales {@code [M]}, the real value of a product of a weight and a projection
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one step's quantisation
record KeptWeights(
    Segmentation segments,
    IntegerVectors directions,
    int[] bias,
    double[] units,
    Quantization input,
    byte[] weights,
    double[] scales) {
  /**
   * Quantises the directions of a step and its weights along them.
   *
   * @throws io.github.trec4j.UserError if the tensor is missing or not of this network
   */
  static KeptWeights of(TrecPlan plan, QuantizationContext context, FoldedWeights folded) {
    Segmentation segments = plan.segmentation();
    Quantization input = context.input();
    int count = segments.slices() * plan.op().reuse().keep();
    float[] real = context.tensor(TensorName.DIRECTIONS, count * segments.length());
    IntegerVectors directions = IntegerVectors.of(real, segments.length());
    int[] bias = new int[count];
    for (int i = 0; i < count; i++) {
      bias[i] = -input.zeroPoint() * directions.sum(i);
    }
    int filters = plan.op().filters();
    Projections projections =
        new Projections(plan.op(), plan.input(), input.zeroPoint(), directions.values(), bias);
    KeptWeights kept =
        new KeptWeights(
            segments,
            directions,
            bias,
            units(projections, count, context.inputImages()),
            input,
            new byte[filters * segments.taps() * count],
            new double[filters]);
    for (int m = 0; m < filters; m++) {
      kept.quantize(folded.weights()[m], m);
    }
    return kept;
  }

  /** Returns what spreads each direction's projections in the images over an int8. */
  private static double[] units(Projections projections, int count, List<byte[]> images) {
    List<int[]> largest = images.parallelStream().map(projections::largest).toList();
    double[] units = new double[count];
    for (int i = 0; i < units.length; i++) {
      int direction = i;
      int most = largest.stream().mapToInt(image -> image[direction]).max().orElse(0);
      units[i] = Math.max((double) most / Byte.MAX_VALUE, 1 / FilterScales.LARGEST_RATIO);
    }
    return units;
  }

  private void quantize(double[] row, int filter) {
    int entries = weights.length / scales.length;
    double[] along = new double[entries];
    double largest = 0;
    for (int k = 0; k < entries; k++) {
      for (int l = 0; l < segments.length(); l++) {
        along[k] += row[weightIndex(k, l)] * directions.real(k % units.length, l);
      }
      along[k] *= unit(k % units.length);
      largest = Math.max(largest, Math.abs(along[k]));
    }
    scales[filter] = largest / Quantization.LARGEST_WEIGHT;
    for (int k = 0; k < entries && largest > 0; k++) {
      weights[filter * entries + k] = (byte) Math.round(along[k] / scales[filter]);
    }
  }

  /** Returns the real value that an int8 projection of 1 stands for. */
  private double unit(int direction) {
    return units[direction] * directions.scales()[direction] * input.scale();
  }

  /** Returns the place in a filter's weights that meets a value of an entry's segment. */
  private int weightIndex(int entry, int index) {
    int keep = units.length / segments.slices();
    int slice = entry % units.length / keep;
    return segments.weightIndex(slice, entry / units.length, index);
  }

  /** Returns what the kept directions, as rounded, leaves of the weights. */
  FoldedWeights remainder(FoldedWeights folded) {
    double[][] rows = new double[scales.length][];
    int entries = weights.length / scales.length;
    for (int m = 0; m < rows.length; m++) {
      rows[m] = folded.weights()[m].clone();
      for (int k = 0; k < entries; k++) {
        int direction = k % units.length;
        double along = weights[m * entries + k] * scales[m] / unit(direction);
        for (int l = 0; l < segments.length(); l++) {
          rows[m][weightIndex(k, l)] -= along * directions.real(direction, l);
        }
      }
    }
    return new FoldedWeights(rows, folded.bias());
  }

  /** Returns the least scale of an output whose multipliers are in range. */
  double leastScale(int shift) {
    double largest = 0;
    for (double scale : scales) {
      largest = Math.max(largest, scale);
    }
    return largest * (1 << shift) / FilterScales.LARGEST_RATIO;
  }

  private int[] squares() {
    int[] squares = new int[units.length];
    for (int i = 0; i < squares.length; i++) {
      double scale = directions.scales()[i];
      double square = Math.rint(scale * scale * (1L << KeptParameters.SQUARE_BITS));
      squares[i] = (int) Math.max(1, Math.min(Integer.MAX_VALUE, square));
    }
    return squares;
  }

  /** Returns the parameters for accumulators that keep bits below the output's unit. */
  KeptParameters parameters(Quantization output, int shift) {
    int[] multipliers = new int[scales.length];
    for (int m = 0; m < multipliers.length; m++) {
      double ratio = scales[m] / output.scale() * (1 << shift);
      multipliers[m] = FilterScales.multiplier(ratio, KeptParameters.MULTIPLIER_UNIT);
    }
    int[] projection = new int[units.length];
    for (int i = 0; i < projection.length; i++) {
      projection[i] = FilterScales.multiplier(1 / units[i], 1);
    }
    return new KeptParameters(
        directions.values(), bias, projection, squares(), weights, multipliers);
  }
}
