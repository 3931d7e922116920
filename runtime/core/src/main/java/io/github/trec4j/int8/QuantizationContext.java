package io.github.trec4j.int8;

import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.quantization.Calibration;
import io.github.trec4j.quantization.FoldedWeights;
import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.quantization.Range;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.tensor.TensorName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the kernel of a step is quantised from.
 *
 * @param step which one
 * @param weights trained, of the whole network
 * @param calibration of the whole network
 * @param leastScale what the output's scale must be at least, as others share it
 * @param ranged the step whose range the output has: this one, or a concatenation, so that all that
 *     is joined has one scale
 * @param inputs what its inputs' integers stand for
 * @param images its int8 inputs on a few calibration images, {@code [image][input]}; made when they
 *     are asked for
 */
record QuantizationContext(
    Step step,
    Step ranged,
    Weights weights,
    Calibration calibration,
    double leastScale,
    List<Quantization> inputs,
    Supplier<List<List<byte[]>>> images) {
  /** Returns what the only input's integers stand for. */
  Quantization input() {
    if (inputs.size() != 1) {
      throw new IllegalStateException(step.name() + " has " + inputs.size() + " inputs");
    }
    return inputs.get(0);
  }

  /** Returns the only input on the images. */
  List<byte[]> inputImages() {
    return images.get().stream().map(image -> image.get(0)).toList();
  }

  /** Returns the range of the step's output. */
  Range range() {
    return calibration.range(ranged).withScale(leastScale);
  }

  /**
   * Returns the step's weights with its normalisation multiplied in.
   *
   * @throws io.github.trec4j.UserError if a tensor is missing or not of this network
   */
  FoldedWeights foldedWeights() {
    return FoldedWeights.of(step, weights);
  }

  /**
   * Returns the values of a tensor of the step's layer after checking them.
   *
   * @throws io.github.trec4j.UserError if it is missing or not of this network
   */
  float[] tensor(TensorName name, int size) {
    return FoldedWeights.tensor(weights, name.of(step.main().name()), size);
  }

  /** Returns the least value of the output: a folded ReLU lives in it. */
  int low(Quantization output) {
    return step.folds(Op.Folding.RECTIFICATION) ? output.zeroPoint() : Byte.MIN_VALUE;
  }

  /** Returns the step with its kernel, whose output has a scale of its own. */
  QuantizedStep rescaled(Quantization output, Int8Kernel kernel) {
    return new QuantizedStep(step, inputs, output, kernel, Optional.empty());
  }

  /** Returns the step with its kernel, whose output has the scale of its input. */
  QuantizedStep kept(Int8Kernel kernel) {
    return rescaled(input(), kernel);
  }
}
