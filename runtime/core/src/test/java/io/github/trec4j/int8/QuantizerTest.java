package io.github.trec4j.int8;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.checkpoint.Weights.Values;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.quantization.Calibration;
import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.quantization.Range;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizerTest {
  private static final Shape INPUT = new Shape(6, 6, 8);
  private static final int FILTERS = 4;
  private static final int ENTRIES = 9 * 8;

  private final Random random = new Random(5);
  private final Map<String, Values> tensors = new HashMap<>();
  private final List<byte[]> images =
      IntStream.range(0, 20)
          .mapToObj(
              i -> {
                byte[] image = new byte[INPUT.size()];
                random.nextBytes(image);
                return image;
              })
          .toList();

  private static NetworkSpec spec(Optional<Reuse> reuse) {
    return TestNetworks.builder(INPUT)
        .add("conv", Convolution.of(FILTERS, Window.square(3, 1, 1), true, reuse))
        .add("conv.batchNorm", new BatchNorm(0.1f, 1e-5f))
        .build();
  }

  private float[] put(String name, int size, double deviation) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    tensors.put(name, new Values(new int[] {size}, values));
    return values;
  }

  private void putAll() {
    put("conv.weights", FILTERS * ENTRIES, 0.1);
    put("conv.bias", FILTERS, 0.1);
    put("conv.batchNorm.scale", FILTERS, 0.5);
    put("conv.batchNorm.shift", FILTERS, 0.5);
    put("conv.batchNorm.mean", FILTERS, 0.5);
    float[] variance = put("conv.batchNorm.variance", FILTERS, 0);
    Arrays.fill(variance, 0.25f);
  }

  private QuantizedNetwork quantize(NetworkSpec spec, Range range) {
    Map<String, Range> ranges = Map.of("conv", range, "conv_basis", new Range(-3, 3));
    Calibration calibration = new Calibration(ranges, images);
    return Quantizer.quantize(FirmwarePlan.of(spec), new Weights(tensors, Map.of()), calibration);
  }

  /** Computes an output of convolution and batch normalisation in double. */
  private double real(byte[] image, int oy, int ox, int m) {
    double sum = tensors.get("conv.bias").values()[m];
    for (int k = 0; k < ENTRIES; k++) {
      int y = oy - 1 + k / 8 / 3;
      int x = ox - 1 + k / 8 % 3;
      if (y >= 0 && y < 6 && x >= 0 && x < 6) {
        double pixel = ((image[(y * 6 + x) * 8 + k % 8] & 0xff) - 128) / 64.0;
        sum += pixel * tensors.get("conv.weights").values()[m * ENTRIES + k];
      }
    }
    double mean = tensors.get("conv.batchNorm.mean").values()[m];
    double factor = tensors.get("conv.batchNorm.scale").values()[m] / Math.sqrt(0.25 + 1e-5);
    return (sum - mean) * factor + tensors.get("conv.batchNorm.shift").values()[m];
  }

  /** Returns the largest distance of int8 from double, in steps of the output. */
  private double largestError(QuantizedNetwork network) {
    Quantization last = network.steps().get(network.steps().size() - 1).output();
    double largest = 0;
    for (byte[] image : images) {
      byte[] output = new Int8Network(network).run(Int8Network.quantizeInput(image)).logits();
      for (int i = 0; i < output.length; i++) {
        double expected = real(image, i / FILTERS / 6, i / FILTERS % 6, i % FILTERS);
        double found = last.dequantize(output[i]);
        largest = Math.max(largest, Math.abs(expected - found) / last.scale());
      }
    }
    return largest;
  }

  @Test
  void foldsBatchNormalisation() {
    putAll();
    QuantizedNetwork network = quantize(spec(Optional.empty()), new Range(-8, 8));
    assertTrue(largestError(network) < 1, "rounding of weights and output only");
  }

  @Test
  void scalesGrowWhereMultipliersWouldNotFit() {
    putAll();
    QuantizedNetwork network = quantize(spec(Optional.empty()), new Range(0, 1e-6));
    assertTrue(network.steps().get(0).output().scale() > 1e-5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-38, 1e-20, 1e-6, 1e6, 1e20})
  void extremeWeightsGiveValidIntegers(double factor) {
    putAll();
    float[] weights = tensors.get("conv.weights").values();
    for (int k = 0; k < ENTRIES; k++) {
      weights[k] = (float) (weights[k] * factor);
    }
    for (Optional<Reuse> reuse :
        List.of(Optional.<Reuse>empty(), Optional.of(exactReuse()), Optional.of(keepingExact()))) {
      putHashes();
      putDirections(4, 1, 2);
      NetworkSpec spec = spec(reuse);
      QuantizedNetwork network = quantize(spec, new Range(-8, 8 * Math.max(1, factor)));
      if (factor <= 1) {
        assertTrue(largestError(network) < 16, reuse + " " + largestError(network));
      }
    }
  }

  @Test
  void deadChannelsKeepTheirBias() {
    putAll();
    tensors.get("conv.batchNorm.scale").values()[1] = 0;
    tensors.get("conv.batchNorm.shift").values()[1] = 3;
    QuantizedNetwork network = quantize(spec(Optional.empty()), new Range(-8, 8));
    byte[] output = new Int8Network(network).run(new byte[INPUT.size()]).logits();
    assertEquals(3, network.steps().get(0).output().dequantize(output[1]), 0.04);
  }

  @Test
  void constantActivationsHaveAScale() {
    assertEquals(1.0 / 64, new Range(0, 0).quantization(0).scale());
    assertEquals(-128, new Range(0, 5).quantization(0).zeroPoint());
    assertEquals(127, new Range(-5, 0).quantization(0).zeroPoint());
    assertEquals(0, new Range(3, 9).low(), "0 always belongs to the range");
  }

  /** So many buckets that hardly any segment shares one. */
  private static Reuse exactReuse() {
    return TestNetworks.reuse(2, 8, 256, Sharing.SHARED, true, true);
  }

  /** The same with a direction of each segment's two. */
  private static Reuse keepingExact() {
    return TestNetworks.keeping(exactReuse(), 1);
  }

  private void putHashes() {
    put("conv.hashVectors", 4 * 8 * 2, 1);
    put("conv.thresholds", 4 * 8, 0.5);
  }

  @Test
  void reuseApproximatesTheConvolution() {
    putAll();
    putHashes();
    QuantizedNetwork network = quantize(spec(Optional.of(exactReuse())), new Range(-8, 8));
    assertTrue(largestError(network) < 16, "a few segments share a cluster");
    TableMargin margin = network.margins().get(0);
    assertTrue(margin.safe() && margin.peak() > 2000, margin.toString());
    assertTrue(margin.shift() >= 4, margin.toString());
  }

  private void putDirections(int slices, int keep, int length) {
    float[] all = new float[slices * keep * length];
    for (int slice = 0; slice < slices; slice++) {
      double[][] rows = orthonormal(keep, length);
      for (int i = 0; i < keep * length; i++) {
        all[slice * keep * length + i] = (float) rows[i / length][i % length];
      }
    }
    tensors.put("conv.directions", new Values(new int[] {slices, keep, length}, all));
  }

  private double[][] orthonormal(int count, int length) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = random.doubles(length, -1, 1).toArray();
      for (int j = 0; j <= i; j++) {
        double along = 0;
        for (int l = 0; l < length; l++) {
          along += rows[i][l] * rows[j][l];
        }
        for (int l = 0; l < length; l++) {
          rows[i][l] = i == j ? rows[i][l] / Math.sqrt(along) : rows[i][l] - along * rows[j][l];
        }
      }
    }
    return rows;
  }

  /** The last channel has no weights, and all others are kept. */
  private Reuse allKept() {
    putAll();
    float[] weights = tensors.get("conv.weights").values();
    float[] directions = new float[7 * 8];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 8 == 7 ? 0 : weights[i];
    }
    for (int r = 0; r < 7; r++) {
      directions[r * 8 + r] = 1;
    }
    tensors.put("conv.directions", new Values(new int[] {1, 7, 8}, directions));
    put("conv.hashVectors", 8, 1);
    put("conv.thresholds", 1, 0.5);
    return TestNetworks.keeping(TestNetworks.reuse(8, 1, 1, Sharing.SHARED, true, false), 7);
  }

  @Test
  void whatLiesAlongKeptDirectionsIsExact() {
    double error = largestError(quantize(spec(Optional.of(allKept())), new Range(-8, 8)));
    assertTrue(error < 2, "rounding of projections, weights and output only: " + error);
  }

  @Test
  void filtersAreCombinationsOfTheirBasis() {
    int rank = 2;
    Optional<Reuse> reuse = Optional.of(allKept().toBuilder().rank(rank).build());
    double[][] columns = orthonormal(rank, FILTERS);
    float[] basis = new float[FILTERS * rank];
    for (int i = 0; i < basis.length; i++) {
      basis[i] = (float) columns[i % rank][i / rank];
    }
    tensors.put("conv.filterBasis", new Values(new int[] {FILTERS, rank}, basis));
    double other = largestError(quantize(spec(reuse), new Range(-8, 8)));
    project(tensors.get("conv.weights").values(), columns);
    double error = largestError(quantize(spec(reuse), new Range(-8, 8)));
    assertTrue(error < 3, "rounding, of the basis filters' outputs too: " + error);
    assertTrue(other > 3 * error, "what the basis does not span is lost: " + other);
  }

  private static void project(float[] weights, double[][] columns) {
    for (int k = 0; k < ENTRIES; k++) {
      double[] sums = new double[FILTERS];
      for (double[] column : columns) {
        double along = 0;
        for (int m = 0; m < FILTERS; m++) {
          along += column[m] * weights[m * ENTRIES + k];
        }
        for (int m = 0; m < FILTERS; m++) {
          sums[m] += column[m] * along;
        }
      }
      for (int m = 0; m < FILTERS; m++) {
        weights[m * ENTRIES + k] = (float) sums[m];
      }
    }
  }

  @Test
  void oneClusterLosesOnlyWhatIsNotKept() {
    putAll();
    put("conv.hashVectors", 8, 1);
    put("conv.thresholds", 1, 0.5);
    Reuse reuse = TestNetworks.reuse(8, 1, 1, Sharing.SHARED, true, false);
    putDirections(1, 1, 8);
    double few = largestError(quantize(spec(keeping(reuse, 1)), new Range(-8, 8)));
    putDirections(1, 7, 8);
    double many = largestError(quantize(spec(keeping(reuse, 7)), new Range(-8, 8)));
    assertTrue(many < few / 2, many + " " + few);
  }

  private static Optional<Reuse> keeping(Reuse reuse, int keep) {
    return Optional.of(TestNetworks.keeping(reuse, keep));
  }

  @Test
  void zeroPointsOfUncentredHashesAreFolded() {
    Reuse reuse = TestNetworks.reuse(2, 1, 2, Sharing.SHARED, false, false);
    NetworkSpec spec =
        TestNetworks.builder(INPUT)
            .add("first", new Conv(2, Window.square(1, 1, 0), false))
            .add("conv", TestNetworks.trec(1, Window.square(1, 1, 0), reuse))
            .build();
    put("first.weights", 16, 1);
    put("conv.weights", 2, 1);
    put("conv.bias", 1, 1);
    tensors.put("conv.hashVectors", new Values(new int[] {2}, new float[] {1, -0.5f}));
    tensors.put("conv.thresholds", new Values(new int[] {1}, new float[] {0.25f}));
    Map<String, Range> ranges = Map.of("first", new Range(-1, 3), "conv", new Range(-1, 1));
    QuantizedNetwork network =
        Quantizer.quantize(
            FirmwarePlan.of(spec), new Weights(tensors, Map.of()), new Calibration(ranges, images));
    TrecParameters params = TestNetworks.trecOf(network.steps().get(1));
    assertEquals(127, params.hashVectors()[0]);
    assertEquals(-63, params.hashVectors()[1]);
    int zeroPoint = network.steps().get(0).output().zeroPoint();
    double scale = network.steps().get(0).output().scale();
    assertEquals((int) Math.floor(0.25 * 127 / scale) + 64 * zeroPoint, params.thresholds()[0]);
  }

  /**
   * What is joined must have one scale, though the multipliers of one need a larger than others.
   */
  @Test
  void whatIsJoinedSharesTheLargestScale() {
    Conv conv = new Conv(2, Window.square(1, 1, 0), false);
    NetworkSpec spec =
        TestNetworks.builder(INPUT)
            .add("small", conv)
            .add("large", conv, List.of(NetworkSpec.INPUT))
            .add("pool", new MaxPool(Window.square(3, 1, 1)))
            .add("both", new Concat(), List.of("small", "pool"))
            .build();
    put("small.weights", 16, 1e-6);
    put("large.weights", 16, 10);
    Calibration calibration = new Calibration(Map.of("both", new Range(-1e-6, 3e-6)), images);
    QuantizedNetwork network =
        Quantizer.quantize(FirmwarePlan.of(spec), new Weights(tensors, Map.of()), calibration);
    List<Quantization> outputs = network.steps().stream().map(QuantizedStep::output).toList();
    assertEquals(1, outputs.stream().distinct().count(), outputs.toString());
    assertTrue(outputs.get(0).scale() > 1e-4, outputs.toString());
    assertEquals(List.of(outputs.get(0), outputs.get(0)), network.steps().get(3).placedInputs());
  }

  @Test
  void refusesForeignAndDivergedWeights() {
    putAll();
    tensors.remove("conv.batchNorm.mean");
    assertMessage("no tensor conv.batchNorm.mean");
    putAll();
    put("conv.bias", 3, 1);
    assertMessage("conv.bias has 3 values, not 4");
    putAll();
    tensors.get("conv.weights").values()[7] = Float.NaN;
    assertMessage("diverged");
    putAll();
    putHashes();
    UserError missing =
        assertThrows(
            UserError.class, () -> quantize(spec(Optional.of(keepingExact())), new Range(-8, 8)));
    assertTrue(missing.getMessage().contains("no tensor conv.directions"), missing.getMessage());
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                Quantizer.quantize(
                    FirmwarePlan.of(spec(Optional.empty())),
                    new Weights(tensors, Map.of("fingerprint", "0123456789abcdef")),
                    new Calibration(Map.of(), images)));
    assertTrue(error.getMessage().contains("0123456789abcdef"), error.getMessage());
  }

  private void assertMessage(String part) {
    UserError error =
        assertThrows(UserError.class, () -> quantize(spec(Optional.empty()), new Range(-8, 8)));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
