package io.github.trec4j.int8;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.ConvPlan;
import io.github.trec4j.spec.plan.ConvTapsPlan;
import io.github.trec4j.spec.plan.DepthwiseConvPlan;
import io.github.trec4j.spec.plan.DepthwisePairsPlan;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.KernelPlan;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.spec.plan.TrecPerSlicePlan;
import io.github.trec4j.spec.plan.TrecSharedPlan;
import io.github.trec4j.spec.plan.WinogradFlyPlan;
import io.github.trec4j.spec.plan.WinogradPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Single steps with random integers, extreme ones among them. */
public final class TestNetworks {
  private TestNetworks() {}

  /** Starts a network. */
  public static NetworkSpec.Builder builder(Shape input) {
    return NetworkSpec.builder("TestNet", BoardLimits.of(Board.STM32F469NI), input);
  }

  /** Returns the only step of a network of one operation. */
  public static Step step(Op op, Shape input) {
    return FirmwarePlan.of(builder(input).add("layer", op).build()).steps().get(0);
  }

  /** Returns a reuse convolution. */
  public static TrecConv trec(int filters, Window window, Reuse reuse) {
    return new TrecConv(filters, window, true, reuse);
  }

  /** Returns reuse settings. */
  public static Reuse reuse(
      int segment, int bits, int clusters, Sharing sharing, boolean centred, boolean reassign) {
    Hashing hashing = centred ? Hashing.LEARNED : Hashing.RANDOM;
    return Reuse.builder(segment)
        .bits(bits)
        .maxClusters(clusters)
        .sharing(sharing)
        .hashing(hashing)
        .reassign(reassign)
        .build();
  }

  /** Returns the settings with directions kept: as many as given, if a segment has more. */
  public static Reuse keeping(Reuse reuse, int keep) {
    return reuse.toBuilder().keep(Math.min(keep, reuse.segment() - 1)).build();
  }

  /** Returns bytes; half of the calls give only the extremes. */
  public static byte[] bytes(Random random, int length, int least) {
    boolean extremes = random.nextBoolean();
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int any = least + random.nextInt(128 - least);
      bytes[i] = (byte) (extremes ? (random.nextBoolean() ? least : 127) : any);
    }
    return bytes;
  }

  /** Returns a conventional or fully connected step with random parameters. */
  public static QuantizedStep linear(Step step, Random random) {
    int filters = step.output().channels();
    int entries = (int) (step.macs() / step.output().size());
    return quantized(step, parameters(filters, entries, random));
  }

  /** Returns random parameters. */
  static LinearParameters parameters(int filters, int entries, Random random) {
    int[] bias = random.ints(filters, -(1 << 20), 1 << 20).toArray();
    int[] multipliers = random.ints(filters, 1, 1 << (8 + random.nextInt(23))).toArray();
    int outputZeroPoint = random.nextInt(256) - 128;
    return new LinearParameters(
        bytes(random, filters * entries, -127),
        bias,
        multipliers,
        random.nextInt(256) - 128,
        outputZeroPoint,
        random.nextBoolean() ? outputZeroPoint : -128,
        127);
  }

  /** Returns a reuse step with random parameters; some saturate. */
  public static QuantizedStep trec(Step step, Random random) {
    TrecConv conv = (TrecConv) step.main().op();
    Segmentation segments = conv.segmentation(step.kernel().inputs().get(0));
    int filters = conv.filters();
    int hashes = segments.hashSets() * conv.reuse().bits();
    int zeroPoint = random.nextInt(256) - 128;
    short[] bias = new short[filters];
    for (int m = 0; m < filters; m++) {
      bias[m] = (short) random.nextInt(1 << 16);
    }
    return quantized(
        step,
        new TrecParameters(
            bytes(random, (int) (step.macs() / step.output().pixels()), -127),
            bias,
            random.ints(filters, 1, 1 << (20 + random.nextInt(11))).toArray(),
            bytes(random, hashes * segments.length(), -127),
            random.ints(hashes, -2000, 2000).toArray(),
            zeroPoint,
            1 + random.nextInt(8),
            -128 + random.nextInt(100),
            127,
            kept(conv, segments, zeroPoint, random)));
  }

  private static Optional<KeptParameters> kept(
      TrecConv conv, Segmentation segments, int zeroPoint, Random random) {
    int count = segments.slices() * conv.reuse().keep();
    if (count == 0) {
      return Optional.empty();
    }
    int length = segments.length();
    byte[] directions = bytes(random, count * length, -127);
    int[] bias = new int[count];
    for (int i = 0; i < directions.length; i++) {
      bias[i / length] -= zeroPoint * directions[i];
    }
    int[] multipliers = random.ints(conv.filters(), 1, 1 << (10 + random.nextInt(13))).toArray();
    return Optional.of(
        new KeptParameters(
            directions,
            bias,
            random.ints(count, 1, 1 << (16 + random.nextInt(15))).toArray(),
            random.ints(count, 1, 1 << (16 + random.nextInt(15))).toArray(),
            bytes(random, conv.filters() * segments.taps() * count, -127),
            Arrays.stream(multipliers).map(m -> m * 256).toArray()));
  }

  private static QuantizedStep quantized(Step step, LinearParameters params) {
    return quantized(step, kernel(step.kernel(), params));
  }

  private static Int8Kernel kernel(KernelPlan kernel, LinearParameters params) {
    if (kernel instanceof ConvPlan plan) {
      return new ConvKernel(plan, params);
    } else if (kernel instanceof WinogradPlan plan) {
      return new WinogradKernel(plan, params);
    } else if (kernel instanceof WinogradFlyPlan plan) {
      return new WinogradFlyKernel(plan, params);
    } else if (kernel instanceof ConvTapsPlan plan) {
      return new ConvTapsKernel(plan, params);
    } else if (kernel instanceof DepthwiseConvPlan plan) {
      return new DepthwiseConvKernel(plan, params);
    } else if (kernel instanceof DepthwisePairsPlan plan) {
      return new DepthwisePairsKernel(plan, params);
    }
    return new DenseKernel(params);
  }

  private static QuantizedStep quantized(Step step, TrecParameters params) {
    return quantized(
        step,
        step.kernel() instanceof TrecSharedPlan shared
            ? new TrecSharedKernel(shared, params)
            : new TrecPerSliceKernel((TrecPerSlicePlan) step.kernel(), params));
  }

  /** Returns a rectifier. */
  public static QuantizedStep relu(Step step, int zeroPoint) {
    return quantized(step, new ReluKernel(zeroPoint));
  }

  /** Returns a step that computes by the given kernel. */
  static QuantizedStep quantized(Step step, Int8Kernel kernel) {
    return new QuantizedStep(
        step, List.of(Quantization.INPUT), Quantization.INPUT, kernel, Optional.empty());
  }

  /** Returns the parameters of a step that multiplies every weight. */
  static LinearParameters linearOf(QuantizedStep step) {
    if (step.kernel() instanceof ConvKernel conv) {
      return conv.params();
    } else if (step.kernel() instanceof RepackedKernel repacked) {
      return repacked.params();
    } else if (step.kernel() instanceof DepthwiseConvKernel conv) {
      return conv.params();
    }
    return ((DenseKernel) step.kernel()).params();
  }

  /** Returns the parameters of a reuse convolution. */
  static TrecParameters trecOf(QuantizedStep step) {
    return ((TrecKernel) step.kernel()).params();
  }
}
