package io.github.trec4j.spec;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import java.util.Optional;

/** The networks that the tests of this module look at. */
public final class CifarNetSpec {
  private CifarNetSpec() {}

  /** Returns a reuse convolution without padding. */
  public static Op.Conv trecConv(int filters, int kernel, int segment, int bits, Sharing sharing) {
    Reuse reuse =
        new Reuse(
            segment, bits, 1 << bits, sharing, Hashing.LEARNED, HashGradient.NONE, false, 0, 0);
    return new Op.Conv(filters, new Window(kernel, 1, 0), true, Optional.of(reuse));
  }

  /** Returns CifarNet. */
  public static NetworkSpec cifarNet() {
    Op.MaxPool halve = new Op.MaxPool(new Window(2, 2, 0));
    return NetworkSpec.builder("CifarNet", BoardLimits.of(Board.STM32F469NI), new Shape(32, 32, 3))
        .add("conv1", trecConv(64, 5, 15, 5, Sharing.SHARED))
        .add("conv1.batchNorm", new Op.BatchNorm(0.1f, 1e-5f))
        .add("conv1.relu", new Op.Relu())
        .add("conv1.maxPool", halve)
        .add("conv2", trecConv(64, 5, 16, 4, Sharing.SHARED))
        .add("conv2.batchNorm", new Op.BatchNorm(0.1f, 1e-5f))
        .add("conv2.relu", new Op.Relu())
        .add("conv2.maxPool", halve)
        .add("fc3", new Op.Dense(384, true))
        .add("fc3.relu", new Op.Relu())
        .add("fc3.dropout", new Op.Dropout(0.5f))
        .add("logits", new Op.Dense(10, true))
        .build();
  }
}
