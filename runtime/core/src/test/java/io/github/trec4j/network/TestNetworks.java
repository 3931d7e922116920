package io.github.trec4j.network;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.Dropout;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.Optional;

/** Networks that several tests use. */
public final class TestNetworks {
  private TestNetworks() {}

  /** Returns CifarNet with the given reuse in its two convolutions. */
  public static NetworkSpec cifarNet(Optional<Reuse> first, Optional<Reuse> second) {
    return NetworkSpec.builder("CifarNet", BoardLimits.of(Board.STM32F469NI), new Shape(32, 32, 3))
        .labels(
            "airplane",
            "automobile",
            "bird",
            "cat",
            "deer",
            "dog",
            "frog",
            "horse",
            "ship",
            "truck")
        .add("conv1", Convolution.of(64, Window.square(5, 1, 0), true, first))
        .add("conv1.batchNorm", new BatchNorm(0.1f, 1e-5f))
        .add("conv1.relu", new Relu())
        .add("conv1.maxPool", new MaxPool(Window.square(2, 2, 0)))
        .add("conv2", Convolution.of(64, Window.square(5, 1, 0), true, second))
        .add("conv2.batchNorm", new BatchNorm(0.1f, 1e-5f))
        .add("conv2.relu", new Relu())
        .add("conv2.maxPool", new MaxPool(Window.square(2, 2, 0)))
        .add("fc3", new Dense(384, true))
        .add("fc3.relu", new Relu())
        .add("fc3.dropout", new Dropout(0.5f))
        .add("fc4", new Dense(192, true))
        .add("fc4.relu", new Relu())
        .add("fc4.dropout", new Dropout(0.5f))
        .add("logits", new Dense(10, true))
        .build();
  }

  /** Returns CifarNet with row runs and pixel slices. */
  public static NetworkSpec cifarNet() {
    return cifarNet(reuse(15, 5, false), reuse(16, 4, false));
  }

  /** Returns learned reuse of shared segments. */
  public static Optional<Reuse> reuse(int segment, int bits, boolean reassign) {
    return Optional.of(Reuse.builder(segment).bits(bits).reassign(reassign).build());
  }
}
