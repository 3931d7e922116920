package io.github.trec4j.quantization;

import io.github.trec4j.UserError;
import io.github.trec4j.layers.ConvLayer;
import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Lowering;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What activations look like on real images: the range of each step's float output, and the images
 * themselves, which reuse tables are fitted on.
 *
 * @param ranges by the name of the step; of steps with weights only, as others keep their input's
 * @param images pixels, {@code [H, W, C]} each
 */
public record Calibration(Map<String, Range> ranges, List<byte[]> images) {
  /** As many images as calibration needs; more change little. */
  public static final int ENOUGH_IMAGES = 256;

  private static final int BATCH = 32;

  /** Logits of new images may go a little further than those seen; equal ones tell nothing. */
  private static final double LOGITS_MARGIN = 1.1;

  /** Copies map and list. */
  public Calibration {
    ranges = Map.copyOf(ranges);
    images = List.copyOf(images);
  }

  /**
   * Runs the network over images and chooses each step's range: the one of least squared error, of
   * the logits all that was seen.
   *
   * @param network runs in {@link Mode#EVALUATE}
   * @param plan of the network's own spec
   * @param images pixels, {@code [H, W, C]} each; a few hundred
   * @throws UserError if there are no images or an activation is not finite
   */
  public static Calibration measure(Network network, FirmwarePlan plan, List<byte[]> images) {
    if (images.isEmpty()) {
      throw new UserError("calibration needs images; give a folder that has some");
    }
    Map<String, Range> seen = new LinkedHashMap<>();
    forEachOutput(
        network,
        plan,
        images,
        (step, output) -> seen.merge(step.name(), extremes(step, output), Calibration::union));
    Map<String, Histogram> histograms = new LinkedHashMap<>();
    seen.forEach((name, range) -> histograms.put(name, new Histogram(range)));
    forEachOutput(
        network,
        plan,
        images,
        (step, output) -> histograms.get(step.name()).add(output.values(), output.size()));
    Map<String, Range> ranges = new LinkedHashMap<>();
    histograms.forEach((name, histogram) -> ranges.put(name, histogram.best()));
    String last = plan.steps().get(plan.steps().size() - 1).name();
    ranges.computeIfPresent(last, (name, clipped) -> seen.get(name).times(LOGITS_MARGIN));
    return new Calibration(ranges, images);
  }

  /**
   * Returns the range of a step's output.
   *
   * @throws IllegalArgumentException if it was not measured
   */
  public Range range(Step step) {
    Range range = ranges.get(step.name());
    if (range == null) {
      throw new IllegalArgumentException("calibration has not seen " + step.name());
    }
    return range;
  }

  private static void forEachOutput(
      Network network, FirmwarePlan plan, List<byte[]> images, BiConsumer<Step, Tensor> consumer) {
    List<Step> steps = plan.steps().stream().filter(step -> step.kernel().rescales()).toList();
    for (int first = 0; first < images.size(); first += BATCH) {
      List<byte[]> batch = images.subList(first, Math.min(images.size(), first + BATCH));
      network.forward(real(batch, plan.spec().input()), Mode.EVALUATE);
      for (Step step : steps) {
        consumer.accept(step, output(network, step));
      }
    }
  }

  /** Returns a step's output on the last batch. */
  private static Tensor output(Network network, Step step) {
    String node = step.last().name();
    String convolution = Lowering.convolution(node);
    Layer layer = network.layer(convolution);
    return !convolution.equals(node) && layer instanceof ConvLayer staged
        ? staged.basisOutput()
        : layer.output();
  }

  private static Tensor real(List<byte[]> images, Shape shape) {
    Tensor tensor = new Tensor(shape).resize(images.size());
    int place = 0;
    for (byte[] image : images) {
      if (image.length != shape.size()) {
        throw new IllegalArgumentException("an image of " + image.length + " bytes for " + shape);
      }
      for (byte pixel : image) {
        tensor.values()[place++] = ((pixel & 0xff) - 128) / 64f;
      }
    }
    return tensor;
  }

  private static Range extremes(Step step, Tensor output) {
    float low = 0;
    float high = 0;
    for (int i = 0; i < output.size(); i++) {
      float value = output.values()[i];
      if (!Float.isFinite(value)) {
        throw new UserError(
            step.last().name() + " gives " + value + "; these weights diverged: train anew");
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return new Range(low, high);
  }

  private static Range union(Range a, Range b) {
    return new Range(Math.min(a.low(), b.low()), Math.max(a.high(), b.high()));
  }
}
