package io.github.trec4j.quantization;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.Quantization;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.QuantizedStep;
import io.github.trec4j.int8.ReuseStatistics;
import io.github.trec4j.int8.StepParameters;
import io.github.trec4j.int8.StepSimulator;
import io.github.trec4j.int8.TableMargin;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Kernel;
import io.github.trec4j.spec.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns trained weights into integers: batch normalisation folded, one scale a filter, one scale
 * and zero point an activation. The int16 tables of reuse convolutions keep as many bits as
 * calibration images leave room for, which the exact simulator measures.
 */
public final class Quantizer {
  private static final Logger log = LoggerFactory.getLogger(Quantizer.class);

  /** Images that tables are fitted on; simulating more costs time and moves no peak by a bit. */
  private static final int TABLE_IMAGES = 64;

  private final FirmwarePlan plan;
  private final Weights weights;
  private final Calibration calibration;
  private final List<QuantizedStep> steps = new ArrayList<>();
  private final List<TableMargin> margins = new ArrayList<>();

  /** The int8 outputs of all steps so far on the table images, {@code [step][image]}. */
  private final List<List<byte[]>> simulated = new ArrayList<>();

  private final List<byte[]> inputs;

  private Quantizer(FirmwarePlan plan, Weights weights, Calibration calibration) {
    this.plan = plan;
    this.weights = weights;
    this.calibration = calibration;
    this.inputs =
        calibration.images().stream().limit(TABLE_IMAGES).map(Int8Network::quantizeInput).toList();
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
    String found = weights.metadata().getOrDefault("fingerprint", fingerprint);
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
    Quantizer quantizer = new Quantizer(plan, StagedWeights.of(plan.spec(), weights), calibration);
    plan.steps().forEach(quantizer::add);
    return new QuantizedNetwork(plan, quantizer.steps, quantizer.margins);
  }

  private void add(Step step) {
    QuantizedStep quantized =
        switch (step.kernel()) {
          case CONV, DENSE -> linear(step);
          case TREC_SHARED, TREC_PER_SLICE -> trec(step);
          case RELU -> keeping(step, new StepParameters.Relu(input(step).zeroPoint()));
          case MAX_POOL, AVG_POOL, GLOBAL_AVG_POOL -> keeping(step, new StepParameters.None());
        };
    steps.add(quantized);
    if (plan.steps().stream().skip(steps.size()).anyMatch(Quantizer::hasTables)) {
      simulated.add(simulate(quantized).outputs());
    }
  }

  private static boolean hasTables(Step step) {
    return step.kernel() == Kernel.TREC_SHARED || step.kernel() == Kernel.TREC_PER_SLICE;
  }

  private Quantization input(Step step) {
    int from = step.inputs().get(0);
    return from == Step.NETWORK_INPUT ? Quantization.INPUT : steps.get(from).output();
  }

  private QuantizedStep keeping(Step step, StepParameters parameters) {
    return new QuantizedStep(step, input(step), input(step), parameters);
  }

  private QuantizedStep linear(Step step) {
    FoldedWeights folded = FoldedWeights.of(step, weights);
    FilterScales scales = FilterScales.choose(folded, input(step), calibration.range(step), 0, 0);
    int[] bias = new int[scales.scales().length];
    for (int m = 0; m < bias.length; m++) {
      bias[m] = bias(step, folded, scales, m);
    }
    StepParameters parameters =
        new StepParameters.Linear(
            scales.weights(),
            bias,
            scales.multipliers(),
            scales.input().zeroPoint(),
            scales.output().zeroPoint(),
            low(step, scales.output()),
            Byte.MAX_VALUE);
    return new QuantizedStep(step, scales.input(), scales.output(), parameters);
  }

  /**
   * Returns a filter's bias with the input's zero point in it, limited so that no accumulator can
   * overflow; a limited one is thousands of output units away from all others.
   */
  private static int bias(Step step, FoldedWeights folded, FilterScales scales, int filter) {
    long room = Integer.MAX_VALUE - 128 * scales.magnitude(filter);
    if (room <= 0) {
      throw new UserError(
          step.main().name()
              + " sums "
              + folded.weights()[filter].length
              + " products, more than an int32 holds; make its input smaller");
    }
    long bias =
        scales.bias(folded, filter) - (long) scales.input().zeroPoint() * scales.sum(filter);
    return (int) Math.max(-room, Math.min(room, bias));
  }

  private static int low(Step step, Quantization output) {
    return step.foldsRelu() ? output.zeroPoint() : Byte.MIN_VALUE;
  }

  /** Keeps as many bits in the tables as leave accumulators within half of the int16 range. */
  private QuantizedStep trec(Step step) {
    TrecWeights trec =
        TrecWeights.of(step, weights, input(step), calibration.range(step), sources(step));
    int shift = trec.largestShift();
    while (true) {
      QuantizedStep candidate = trec.quantized(shift);
      TableMargin margin = simulate(candidate).margin(step.name(), shift);
      if (margin.safe() || shift == 1) {
        add(margin);
        return candidate;
      }
      shift--;
    }
  }

  private void add(TableMargin margin) {
    margins.add(margin);
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

  /**
   * What a step gives on the table images.
   *
   * @param outputs an image each
   * @param reuse an image each
   */
  private record Simulated(List<byte[]> outputs, List<Optional<ReuseStatistics>> reuse) {
    TableMargin margin(String step, int shift) {
      List<ReuseStatistics> found = reuse.stream().flatMap(Optional::stream).toList();
      return new TableMargin(
          step,
          shift,
          found.stream().mapToInt(ReuseStatistics::peak).max().orElse(0),
          found.stream().mapToLong(ReuseStatistics::saturations).sum());
    }
  }

  /** Returns a step's int8 inputs on the table images. */
  private List<byte[]> sources(Step step) {
    int from = step.inputs().get(0);
    return from == Step.NETWORK_INPUT ? inputs : simulated.get(from);
  }

  private Simulated simulate(QuantizedStep quantized) {
    StepSimulator simulator = new StepSimulator(quantized);
    List<byte[]> sources = sources(quantized.step());
    List<byte[]> outputs = new ArrayList<>();
    sources.forEach(source -> outputs.add(new byte[quantized.step().output().size()]));
    List<Optional<ReuseStatistics>> reuse =
        IntStream.range(0, sources.size())
            .parallel()
            .mapToObj(i -> simulator.run(sources.get(i), outputs.get(i)))
            .toList();
    return new Simulated(outputs, reuse);
  }
}
