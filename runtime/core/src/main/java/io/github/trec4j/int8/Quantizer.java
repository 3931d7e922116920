package io.github.trec4j.int8;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.quantization.Calibration;
import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Source;
import io.github.trec4j.spec.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns trained weights into integers: batch normalisation folded, one scale a filter, one scale
 * and zero point an activation.
 */
public final class Quantizer {
  private static final Logger log = LoggerFactory.getLogger(Quantizer.class);

  /** Images that steps may be fitted on; simulating more costs time and moves no peak by a bit. */
  private static final int IMAGES = 64;

  private final FirmwarePlan plan;
  private final Weights weights;
  private final Calibration calibration;
  private final List<QuantizedStep> steps = new ArrayList<>();

  private final List<byte[]> images;

  /** The int8 outputs on the images of those steps whose outputs were asked for. */
  private final Map<Integer, List<byte[]>> simulated = new HashMap<>();

  private Quantizer(FirmwarePlan plan, Weights weights, Calibration calibration) {
    this.plan = plan;
    this.weights = weights;
    this.calibration = calibration;
    this.images =
        calibration.images().stream().limit(IMAGES).map(Int8Network::quantizeInput).toList();
  }

  /**
   * Quantises a network.
   *
   * @param plan of the network's spec, by the method that the weights are for
   * @param weights trained; must hold all tensors of the network
   * @param calibration of the same network
   * @throws UserError if the weights are of another network, diverged, or too large for the
   *     arithmetic
   */
  public static QuantizedNetwork quantize(
      FirmwarePlan plan, Weights weights, Calibration calibration) {
    String fingerprint = plan.spec().fingerprint().hex();
    String found = weights.metadata().getOrDefault(NetworkWeights.FINGERPRINT, fingerprint);
    if (!found.equals(fingerprint)) {
      throw new UserError(
          "the weights have fingerprint "
              + found
              + " but "
              + plan.spec().name()
              + " has "
              + fingerprint
              + "; use weights trained for this class and method, or train anew with --init");
    }
    Quantizer quantizer = new Quantizer(plan, LoweredWeights.of(plan.spec(), weights), calibration);
    plan.steps().forEach(quantizer::add);
    QuantizedNetwork network = new QuantizedNetwork(plan, quantizer.steps);
    network.margins().forEach(Quantizer::warn);
    return network;
  }

  private void add(Step step) {
    List<Quantization> inputs = new ArrayList<>();
    List<Quantization> outputs = steps.stream().map(QuantizedStep::output).toList();
    step.inputs().forEach(source -> inputs.add(source.from(Quantization.INPUT, outputs)));
    QuantizationContext context =
        new QuantizationContext(
            step, ranged(step), weights, calibration, inputs, () -> inputImages(step));
    steps.add(step.kernel().accept(new KernelQuantizer(context)));
  }

  /** Returns the step whose range a step's output has. */
  private Step ranged(Step step) {
    int index = plan.steps().indexOf(step);
    List<Step> readers = plan.steps().stream().filter(other -> other.reads(index)).toList();
    boolean joined = readers.size() == 1 && readers.get(0).kernel().copies();
    return joined ? ranged(readers.get(0)) : step;
  }

  /** Returns a step's inputs on the images, {@code [image][input]}. */
  private List<List<byte[]>> inputImages(Step step) {
    return IntStream.range(0, images.size())
        .mapToObj(image -> step.inputs().stream().map(source -> values(source, image)).toList())
        .toList();
  }

  private byte[] values(Source source, int image) {
    return source instanceof Source.StepOutput output
        ? outputs(output.step()).get(image)
        : images.get(image);
  }

  /** Returns a step's outputs on the images, simulated once. */
  private List<byte[]> outputs(int index) {
    List<byte[]> known = simulated.get(index);
    if (known == null) {
      QuantizedStep step = steps.get(index);
      known =
          inputImages(step.step()).parallelStream().map(from -> step.run(from).output()).toList();
      simulated.put(index, known);
    }
    return known;
  }

  private static void warn(TableMargin margin) {
    if (!margin.safe()) {
      log.warn(
          "{}: sums reach {} of {} on calibration images, {} of them saturated; smaller weights"
              + " (more weight decay) or @Conv leave more room",
          margin.step(),
          margin.peak(),
          Short.MAX_VALUE,
          margin.saturations());
    }
  }
}
