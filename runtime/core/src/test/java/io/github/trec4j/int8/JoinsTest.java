package io.github.trec4j.int8;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.ConcatPlan;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JoinsTest {
  private final Random random = new Random(11);

  private Quantization quantization() {
    return new Quantization(Math.exp(4 * random.nextGaussian()), random.nextInt(256) - 128);
  }

  @Test
  void sumsAreRealSumsRounded() {
    double worst = 0;
    for (int round = 0; round < 2000; round++) {
      List<Quantization> inputs = List.of(quantization(), quantization(), quantization());
      // an output that holds what the inputs may sum to, as calibration would choose it
      double range = inputs.stream().mapToDouble(input -> 255 * input.scale()).sum();
      Quantization output = new Quantization(range / 255, random.nextInt(256) - 128);
      Rescaling rescaling = Rescaling.withShift(inputs, output, AddKernel.SHIFT);
      byte[][] values = new byte[3][1];
      double real = 0;
      for (int i = 0; i < 3; i++) {
        values[i][0] =
            (byte) (random.nextBoolean() ? -128 + 255 * random.nextInt(2) : random.nextInt());
        real += inputs.get(i).dequantize(values[i][0]);
      }
      byte[] sum = new byte[1];
      new AddKernel(rescaling, -128).run(List.of(values), sum);
      double expected = Math.max(-128, Math.min(127, real / output.scale() + output.zeroPoint()));
      worst = Math.max(worst, Math.abs(sum[0] - expected));
    }
    assertTrue(worst < 0.51, "rounded to nearest, but for what multipliers lose: " + worst);
  }

  @Test
  void multipliersOfAddedInputsHave16Bits() {
    for (int round = 0; round < 2000; round++) {
      List<Quantization> inputs = Collections.nCopies(1 + random.nextInt(64), quantization());
      double scale = Rescaling.leastScale(inputs, AddKernel.LARGEST_RATIO);
      Quantization output = new Quantization(scale, random.nextInt(256) - 128);
      Rescaling rescaling = Rescaling.withShift(inputs, output, AddKernel.SHIFT);
      for (int value : new int[] {-128, 127}) {
        long sum = rescaling.bias();
        for (int multiplier : rescaling.multipliers()) {
          assertEquals(Short.MAX_VALUE, multiplier);
          sum += (long) multiplier * value;
        }
        assertTrue(sum >= Integer.MIN_VALUE && sum <= Integer.MAX_VALUE, "" + sum);
      }
    }
  }

  @Test
  void noSumCanOverflow() {
    for (int round = 0; round < 2000; round++) {
      List<Quantization> inputs = List.of(quantization(), quantization());
      Quantization any = quantization();
      double scale = Math.max(any.scale(), Rescaling.leastScale(inputs));
      Rescaling rescaling = Rescaling.of(inputs, new Quantization(scale, any.zeroPoint()));
      for (int corner = 0; corner < 4; corner++) {
        long sum = rescaling.bias();
        sum += (long) rescaling.multipliers()[0] * (corner % 2 == 0 ? -128 : 127);
        assertTrue(sum >= Integer.MIN_VALUE && sum <= Integer.MAX_VALUE, "" + sum);
        sum += (long) rescaling.multipliers()[1] * (corner / 2 == 0 ? -128 : 127);
        assertTrue(sum >= Integer.MIN_VALUE && sum <= Integer.MAX_VALUE, "" + sum);
      }
    }
  }

  @Test
  void channelsOfOneScaleAreCopied() {
    Quantization same = new Quantization(0.25, -7);
    ConcatPlan plan = new ConcatPlan(new Concat(), List.of(new Shape(1, 2, 1), new Shape(1, 2, 2)));
    Rescaling rescaling = Rescaling.of(List.of(same), same);
    ConcatKernel kernel = new ConcatKernel(plan, List.of(rescaling, rescaling), -128);
    byte[] output = new byte[6];
    kernel.run(List.of(new byte[] {-128, 127}, new byte[] {1, 2, 3, -4}), output);
    assertArrayEquals(new byte[] {-128, 1, 2, 127, 3, -4}, output);
  }
}
