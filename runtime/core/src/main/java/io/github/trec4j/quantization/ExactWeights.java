package io.github.trec4j.quantization;

import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.int8.Projections;
import io.github.trec4j.int8.Quantization;
import io.github.trec4j.int8.StepParameters;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.plan.Step;
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
record ExactWeights(
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
   * @param images the step's int8 inputs, which the projections' scales are fitted on
   * @throws io.github.trec4j.UserError if the tensor is missing or not of this network
   */
  static ExactWeights of(
      Step step, Weights stored, FoldedWeights folded, Quantization input, List<byte[]> images) {
    Op.Conv conv = (Op.Conv) step.main().op();
    Segmentation segments = Segmentation.of(conv, step.inputShape());
    int count = segments.slices() * conv.reuse().orElseThrow().keep();
    float[] real =
        FoldedWeights.tensor(stored, step.main().name() + ".directions", count * segments.length());
    IntegerVectors directions = IntegerVectors.of(real, segments.length());
    int[] bias = new int[count];
    for (int i = 0; i < count; i++) {
      bias[i] = -input.zeroPoint() * directions.sum(i);
    }
    int filters = conv.filters();
    ExactWeights exact =
        new ExactWeights(
            segments,
            directions,
            bias,
            units(conv, step.inputShape(), input, directions, bias, images),
            input,
            new byte[filters * segments.taps() * count],
            new double[filters]);
    for (int m = 0; m < filters; m++) {
      exact.quantize(folded.weights()[m], m);
    }
    return exact;
  }

  /** Returns what spreads each direction's projections in the images over an int8. */
  private static double[] units(
      Op.Conv conv,
      Shape shape,
      Quantization input,
      IntegerVectors directions,
      int[] bias,
      List<byte[]> images) {
    Projections projections =
        new Projections(conv, shape, input.zeroPoint(), directions.values(), bias);
    List<int[]> largest = images.parallelStream().map(projections::largest).toList();
    double[] units = new double[bias.length];
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
    scales[filter] = largest / StepParameters.LARGEST_WEIGHT;
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

  /** Returns what the exact part, as rounded, leaves of the weights. */
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
      double square = Math.rint(scale * scale * (1L << StepParameters.Exact.SQUARE_BITS));
      squares[i] = (int) Math.max(1, Math.min(Integer.MAX_VALUE, square));
    }
    return squares;
  }

  /** Returns the parameters for accumulators that keep bits below the output's unit. */
  StepParameters.Exact parameters(Quantization output, int shift) {
    int[] multipliers = new int[scales.length];
    for (int m = 0; m < multipliers.length; m++) {
      double ratio = scales[m] / output.scale() * (1 << shift);
      multipliers[m] = FilterScales.multiplier(ratio, StepParameters.Exact.MULTIPLIER_UNIT);
    }
    int[] projection = new int[units.length];
    for (int i = 0; i < projection.length; i++) {
      projection[i] = FilterScales.multiplier(1 / units[i], 1);
    }
    return new StepParameters.Exact(
        directions.values(), bias, projection, squares(), weights, multipliers);
  }
}
