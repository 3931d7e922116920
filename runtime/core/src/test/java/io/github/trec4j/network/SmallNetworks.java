package io.github.trec4j.network;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.Dropout;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Random;

/** A network that trains in a second, with images that it can learn. */
public final class SmallNetworks {
  private static final Shape INPUT = new Shape(12, 12, 3);

  private SmallNetworks() {}

  /** Returns two convolutions with reuse, pooling, dropout and a classifier of three classes. */
  public static NetworkSpec spec() {
    return NetworkSpec.builder("Small", BoardLimits.of(Board.STM32F469NI), INPUT)
        .labels("dark", "light", "striped")
        .add(
            "conv1",
            Convolution.of(8, Window.square(3, 1, 1), true, TestNetworks.reuse(9, 4, false)))
        .add("conv1.batchNorm", new BatchNorm(0.1f, 1e-5f))
        .add("conv1.relu", new Relu())
        .add("conv1.maxPool", new MaxPool(Window.square(2, 2, 0)))
        .add(
            "conv2",
            Convolution.of(8, Window.square(3, 1, 0), true, TestNetworks.reuse(4, 3, true)))
        .add("conv2.relu", new Relu())
        .add("conv2.avgPool", new AvgPool(Window.square(2, 2, 0)))
        .add("fc3", new Dense(16, true))
        .add("fc3.relu", new Relu())
        .add("fc3.dropout", new Dropout(0.2f))
        .add("logits", new Dense(3, true))
        .build();
  }

  /** Returns the network without {@code conv1}'s and {@code conv2}'s reuse. */
  public static NetworkSpec conventional() {
    return spec().with(Method.CONVENTIONAL);
  }

  /** Returns noisy dark, light and striped images. */
  public static Dataset data(int images, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[images * INPUT.size()];
    int[] labels = new int[images];
    for (int image = 0; image < images; image++) {
      labels[image] = image % 3;
      for (int i = 0; i < INPUT.size(); i++) {
        int column = i / INPUT.channels() % INPUT.width();
        int mean =
            switch (labels[image]) {
              case 0 -> 100;
              case 1 -> 156;
              default -> column % 2 == 0 ? 100 : 156;
            };
        pixels[image * INPUT.size() + i] = (byte) (mean + 20 * random.nextGaussian());
      }
    }
    return new Dataset(INPUT, List.of("dark", "light", "striped"), pixels, labels);
  }
}
