package io.github.trec4j.quantization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.Quantizer;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.network.SpecNetwork;
import io.github.trec4j.network.TestNetworks;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final NetworkSpec spec = TestNetworks.cifarNet(Optional.empty(), Optional.empty());
  private final FirmwarePlan plan = FirmwarePlan.of(spec);
  private final SpecNetwork network = new SpecNetwork(spec, Compute.standard(), 1);
  private final Random random = new Random(2);

  private byte[] image() {
    byte[] image = new byte[spec.input().size()];
    int brightness = random.nextInt(200);
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) (brightness + random.nextInt(50));
    }
    return image;
  }

  @Test
  void int8FollowsFloat() {
    List<byte[]> images = IntStream.range(0, 40).mapToObj(i -> image()).toList();
    Calibration calibration = Calibration.measure(network, plan, images);
    assertEquals(0, calibration.range(plan.steps().get(0)).low(), "behind a ReLU");
    QuantizedNetwork quantized = Quantizer.quantize(plan, NetworkWeights.of(network), calibration);
    Int8Network int8 = new Int8Network(quantized);
    double squares = 0;
    double differences = 0;
    for (int i = 0; i < 10; i++) {
      byte[] image = image();
      byte[] found = int8.run(Int8Network.quantizeInput(image)).logits();
      Tensor logits = network.forward(real(image), Mode.EVALUATE);
      for (int c = 0; c < found.length; c++) {
        double expected = logits.values()[c];
        squares += expected * expected;
        double real = quantized.steps().get(plan.steps().size() - 1).output().dequantize(found[c]);
        differences += (real - expected) * (real - expected);
      }
    }
    double noise = Math.sqrt(differences / squares);
    assertTrue(noise < 0.03, "noise by signal: " + noise);
  }

  private Tensor real(byte[] image) {
    float[] values = new float[image.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((image[i] & 0xff) - 128) / 64f;
    }
    return new Tensor(1, spec.input(), values);
  }

  @Test
  void refusesWhatCannotBeCalibrated() {
    assertThrows(UserError.class, () -> Calibration.measure(network, plan, List.of()));
    network.layer("conv1").parameters().get(0).values()[0] = Float.NaN;
    UserError error =
        assertThrows(UserError.class, () -> Calibration.measure(network, plan, List.of(image())));
    assertTrue(error.getMessage().contains("conv1.relu"), error.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> Calibration.measure(network, plan, List.of(new byte[Shape.vector(3).size()])));
  }

  @Test
  void outliersAreClippedWhenThatLosesLess() {
    float[] values = new float[100_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.abs(random.nextGaussian());
    }
    values[0] = 12;
    Histogram histogram = new Histogram(new Range(0, 12));
    histogram.add(values, values.length);
    Range best = histogram.best();
    assertTrue(best.high() > 3 && best.high() < 11, best.toString());

    float[] even = new float[10_000];
    for (int i = 0; i < even.length; i++) {
      even[i] = i / 10_000f;
    }
    Histogram flat = new Histogram(new Range(0, 1));
    flat.add(even, even.length);
    assertTrue(flat.best().high() > 0.95, "nothing to gain by clipping");
    assertEquals(new Range(0, 0), new Histogram(new Range(0, 0)).best());
  }
}
