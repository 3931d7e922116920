package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.spec.plan.TrecPlan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A reuse convolution. Slice by slice: cluster the segments, multiply each centroid with the
 * weights of every tap (the table), and let each output gather the entries under its taps.
 */
abstract class TrecKernel implements Int8Kernel {
  /** What segments under padding are called. */
  static final int PADDING = -1;

  private final TrecPlan plan;
  private final Reuse reuse;
  private final Segmentation segmentation;
  private final TrecParameters params;
  private final Columns weights;
  private final Shape input;
  private final Shape output;
  private final Window window;

  TrecKernel(TrecPlan plan, TrecParameters params) {
    this.plan = plan;
    this.reuse = plan.op().reuse();
    this.segmentation = plan.segmentation();
    this.params = params;
    this.weights = new Columns(params.weights(), params.filters());
    this.input = plan.input();
    this.output = plan.output();
    this.window = plan.op().kernel();
  }

  /**
   * Quantises a step. The int16 tables keep as many bits as leave accumulators within half of the
   * int16 range on the calibration images, which the kernel itself measures.
   *
   * @param kernel makes the kernel of its parameters
   * @throws io.github.trec4j.UserError if the weights are of another network
   */
  static QuantizedStep quantize(
      TrecPlan plan, QuantizationContext context, Function<TrecParameters, TrecKernel> kernel) {
    TrecWeights weights = TrecWeights.of(plan, context);
    List<List<byte[]>> images = context.images().get();
    int shift = weights.largestShift();
    while (true) {
      TrecKernel candidate = kernel.apply(weights.parameters(shift));
      TableMargin margin = candidate.margin(context.step(), images);
      if (margin.safe() || shift == 1) {
        return new QuantizedStep(
            context.step(),
            context.inputs(),
            weights.output(shift),
            candidate,
            Optional.of(margin));
      }
      shift--;
    }
  }

  private TableMargin margin(Step step, List<List<byte[]>> images) {
    List<ReuseStatistics> found =
        images.parallelStream()
            .map(image -> run(image, new byte[output.size()]).orElseThrow())
            .toList();
    return new TableMargin(
        step.name(),
        params.shift(),
        found.stream().mapToInt(ReuseStatistics::peak).max().orElse(0),
        found.stream().mapToLong(ReuseStatistics::saturations).sum());
  }

  TrecParameters params() {
    return params;
  }

  @Override
  public int[] packed(ParameterArray array) {
    return new TrecPacking(plan, params).packed(array);
  }

  @Override
  public Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("input_zero_point", params.inputZeroPoint());
    numbers.put("shift", params.shift());
    numbers.put("low", params.low());
    numbers.put("high", params.high());
    return numbers;
  }

  /** Adds what kept directions give to the biases in the accumulators; none saturates. */
  abstract void addKept(byte[] from, int[] accumulators);

  /** Writes the values of a segment. */
  abstract void copySegment(byte[] from, int slice, int segment, byte[] to, int place);

  /** Returns the segment that an output reads by a tap, or {@link #PADDING}. */
  abstract int segmentUnder(int oy, int ox, int tap);

  Segmentation segmentation() {
    return segmentation;
  }

  Shape input() {
    return input;
  }

  Shape output() {
    return output;
  }

  Window window() {
    return window;
  }

  int zeroPoint() {
    return params.inputZeroPoint();
  }

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] to) {
    byte[] from = inputs.get(0);
    Meter meter = new Meter();
    int[] accumulators = biases();
    addKept(from, accumulators);
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = meter.saturate(accumulators[i]);
    }
    int[] clusters = new int[segmentation.slices()];
    for (int slice = 0; slice < clusters.length; slice++) {
      SegmentClusters found = new SegmentClusters(settings(slice), segments(from, slice));
      clusters[slice] = found.clusters();
      gather(table(found, slice, meter), found.ids(), accumulators, meter);
    }
    for (int i = 0; i < accumulators.length; i++) {
      int scaled = accumulators[i] >> params.shift();
      to[i] = (byte) Arithmetic.clamp(scaled, params.low(), params.high());
    }
    return Optional.of(
        new ReuseStatistics(clusters, segmentation.perSlice(), meter.peak, meter.saturations));
  }

  private int[] biases() {
    int[] accumulators = new int[output.pixels() * params.filters()];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = params.bias()[i % params.filters()];
    }
    return accumulators;
  }

  private SegmentClusters.Settings settings(int slice) {
    int set = segmentation.hashSets() == 1 ? 0 : slice;
    return new SegmentClusters.Settings(
        params.hashVectors(),
        params.thresholds(),
        set * reuse.bits(),
        reuse.bits(),
        segmentation.length(),
        reuse.maxClusters(),
        reuse.centred(),
        reuse.reassign(),
        params.inputZeroPoint(),
        params.kept().map(kept -> new Remainder(kept, slice, reuse.keep())));
  }

  private byte[] segments(byte[] from, int slice) {
    byte[] segments = new byte[segmentation.perSlice() * segmentation.length()];
    for (int n = 0; n < segmentation.perSlice(); n++) {
      copySegment(from, slice, n, segments, n * segmentation.length());
    }
    return segments;
  }

  /** Returns the products {@code [clusters][taps][filters]} of a slice's centroids. */
  private int[] table(SegmentClusters found, int slice, Meter meter) {
    int filters = params.filters();
    int[] table = new int[found.clusters() * segmentation.taps() * filters];
    int[] sums = new int[filters];
    for (int entry = 0; entry * filters < table.length; entry++) {
      int cluster = entry / segmentation.taps();
      int tap = entry % segmentation.taps();
      Arrays.fill(sums, 0);
      for (int l = 0; l < segmentation.length(); l++) {
        weights.add(found.centroid(cluster, l), segmentation.weightIndex(slice, tap, l), sums);
      }
      for (int m = 0; m < filters; m++) {
        int product = Arithmetic.multiplyHigh(sums[m], params.tableMultipliers()[m]);
        table[entry * filters + m] = meter.saturate(product);
      }
    }
    return table;
  }

  private void gather(int[] table, int[] ids, int[] accumulators, Meter meter) {
    int filters = params.filters();
    int taps = segmentation.taps();
    int place = 0;
    for (int oy = 0; oy < output.height(); oy++) {
      for (int ox = 0; ox < output.width(); ox++) {
        for (int tap = 0; tap < taps; tap++) {
          int segment = segmentUnder(oy, ox, tap);
          if (segment != PADDING) {
            int entry = (ids[segment] * taps + tap) * filters;
            meter.add(accumulators, place, table, entry, filters);
          }
        }
        place += filters;
      }
    }
  }

  /** Saturates, and remembers how close it came to that. */
  private static final class Meter {
    private int peak;
    private long saturations;

    int saturate(int value) {
      int saturated = Arithmetic.sat16(value);
      peak = Math.max(peak, Math.abs(value));
      if (saturated != value) {
        saturations++;
      }
      return saturated;
    }

    void add(int[] accumulators, int place, int[] table, int entry, int count) {
      for (int i = 0; i < count; i++) {
        accumulators[place + i] = saturate(accumulators[place + i] + table[entry + i]);
      }
    }
  }
}
