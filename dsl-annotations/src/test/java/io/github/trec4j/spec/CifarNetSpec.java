package io.github.trec4j.spec;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.Dropout;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;

/** The networks that the tests of this module look at. */
public final class CifarNetSpec {
  private CifarNetSpec() {}

  /** Returns a reuse convolution without padding. */
  public static TrecConv trecConv(int filters, int kernel, int segment, int bits, Sharing sharing) {
    Reuse reuse = Reuse.builder(segment).bits(bits).sharing(sharing).build();
    return new TrecConv(filters, Window.square(kernel, 1, 0), true, reuse);
  }

  /** Returns CifarNet. */
  public static NetworkSpec cifarNet() {
    MaxPool halve = new MaxPool(Window.square(2, 2, 0));
    return NetworkSpec.builder("CifarNet", BoardLimits.of(Board.STM32F469NI), new Shape(32, 32, 3))
        .add("conv1", trecConv(64, 5, 15, 5, Sharing.SHARED))
        .add("conv1.batchNorm", new BatchNorm(0.1f, 1e-5f))
        .add("conv1.relu", new Relu())
        .add("conv1.maxPool", halve)
        .add("conv2", trecConv(64, 5, 16, 4, Sharing.SHARED))
        .add("conv2.batchNorm", new BatchNorm(0.1f, 1e-5f))
        .add("conv2.relu", new Relu())
        .add("conv2.maxPool", halve)
        .add("fc3", new Dense(384, true))
        .add("fc3.relu", new Relu())
        .add("fc3.dropout", new Dropout(0.5f))
        .add("logits", new Dense(10, true))
        .build();
  }
}
