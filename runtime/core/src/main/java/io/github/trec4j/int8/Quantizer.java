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

  /** What the scales of outputs that are joined must be at least, by the step of their range. */
  private final Map<Step, Double> leastScales;

  private final List<QuantizedStep> steps = new ArrayList<>();

  private final List<byte[]> images;

  /** The int8 outputs on the images of those steps whose outputs were asked for. */
  private final Map<Integer, List<byte[]>> simulated = new HashMap<>();

  private Quantizer(
      FirmwarePlan plan, Weights weights, Calibration calibration, Map<Step, Double> leastScales) {
    this.plan = plan;
    this.weights = weights;
    this.calibration = calibration;
    this.leastScales = leastScales;
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
    Weights lowered = LoweredWeights.of(plan.spec(), weights);
    Map<Step, Double> leastScales = new HashMap<>();
    Quantizer quantizer;
    do {
      quantizer = new Quantizer(plan, lowered, calibration, leastScales);
      plan.steps().forEach(quantizer::add);
    } while (quantizer.raise(leastScales));
    QuantizedNetwork network = new QuantizedNetwork(plan, quantizer.steps);
    network.margins().forEach(Quantizer::warn);
    return network;
  }

  /**
   * Raises the least scales of what a concatenation joins where some producers needed larger ones
   * than others, and says whether there were any. Arithmetic bounds them, so that it ends.
   */
  private boolean raise(Map<Step, Double> leastScales) {
    boolean raised = false;
    for (QuantizedStep joined : steps) {
      List<Quantization> shared = joined.placedInputs();
      if (!shared.stream().allMatch(joined.output()::equals)) {
        double largest = shared.stream().mapToDouble(Quantization::scale).max().orElseThrow();
        double least = Math.max(largest, joined.output().scale());
        leastScales.merge(plan.ranged(joined.step()), least, Math::max);
        raised = true;
      }
    }
    return raised;
  }

  private void add(Step step) {
    List<Quantization> inputs = new ArrayList<>();
    List<Quantization> outputs = steps.stream().map(QuantizedStep::output).toList();
    step.inputs().forEach(source -> inputs.add(source.from(Quantization.INPUT, outputs)));
    Step ranged = plan.ranged(step);
    QuantizationContext context =
        new QuantizationContext(
            step,
            ranged,
            weights,
            calibration,
            leastScales.getOrDefault(ranged, 0.0),
            inputs,
            () -> inputImages(step));
    steps.add(step.kernel().accept(new KernelQuantizer(context)));
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
