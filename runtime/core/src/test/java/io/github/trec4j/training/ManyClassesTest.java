package io.github.trec4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.network.SequentialModel;
import io.github.trec4j.network.SpecNetwork;
import io.github.trec4j.network.TestNetworks;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Networks of more classes than images are drawn to calibrate with, or to prepare reuse from. */
final class ManyClassesTest {
  private static final int CLASSES = 600;
  private static final Shape INPUT = new Shape(3, 3, 3);
  private static final NetworkSpec SPEC =
      NetworkSpec.builder("Many", BoardLimits.of(Board.STM32F469NI), INPUT)
          .add(
              "conv1",
              Convolution.of(4, Window.square(3, 1, 1), true, TestNetworks.reuse(9, 4, false)))
          .add("logits", new Dense(CLASSES, true))
          .build();

  private static Dataset images(long seed) {
    byte[] pixels = new byte[CLASSES * INPUT.size()];
    new Random(seed).nextBytes(pixels);
    List<String> classes = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
    return new Dataset(INPUT, classes, pixels, IntStream.range(0, CLASSES).toArray());
  }

  private static SpecNetwork prepared(Dataset images) {
    SpecNetwork network = new SpecNetwork(SPEC, Compute.withThreads(1), 1);
    ReusePreparation.prepare(network, images, 1);
    return network;
  }

  private static float[] hashVectors(Dataset images) {
    return NetworkWeights.of(prepared(images)).get("conv1.hashVectors");
  }

  @Test
  void reuseIsPreparedFromImages() {
    assertFalse(Arrays.equals(hashVectors(images(1)), hashVectors(images(2))));
  }

  @Test
  void integersAreCalibratedOnImages() {
    Dataset images = images(1);
    TrainedModel trained =
        new TrainedModel(
            new SequentialModel(SPEC), Method.TREC, NetworkWeights.of(prepared(images)));
    QuantizedNetwork quantized = trained.quantize(images);
    int[] labels = new int[images.size()];
    Arrays.setAll(labels, images::label);
    double integers = new Int8Network(quantized).accuracy(TrainedModel.pixels(images), labels);
    assertEquals(trained.floatAccuracy(images), integers, 0.01);
  }
}
