package io.github.trec4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.trec4j.data.Augmentation;
import io.github.trec4j.data.Batches;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.layers.BatchNormLayer;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.layers.State;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.network.SpecNetwork;
import io.github.trec4j.network.TestNetworks;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Add;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReusePreparationTest {
  private static final Dataset DATA = SmallNetworks.data(150, 1);
  private static final Dataset OTHERS = SmallNetworks.data(40, 2);

  private final SpecNetwork network = new SpecNetwork(branched(), Compute.withThreads(2), 1);

  /** Two reusing branches from one layer, a sum with what both read, and a reusing layer behind. */
  private static NetworkSpec branched() {
    return NetworkSpec.builder("Branched", BoardLimits.of(Board.STM32F469NI), DATA.shape())
        .add(
            "stem",
            Convolution.of(8, Window.square(3, 1, 1), true, TestNetworks.reuse(9, 3, false)))
        .add("stem.batchNorm", new BatchNorm(0.1f, 1e-5f))
        .add("stem.relu", new Relu())
        .add(
            "left", Convolution.of(4, Window.square(1, 1, 0), true, TestNetworks.reuse(4, 2, true)))
        .add("left.batchNorm", new BatchNorm(0.1f, 1e-5f))
        .add(
            "right",
            Convolution.of(4, Window.square(3, 1, 1), true, TestNetworks.reuse(8, 2, false)),
            List.of("stem.relu"))
        .add("both", new Concat(), List.of("left.batchNorm", "right"))
        .add("sum", new Add(), List.of("both", "stem.relu"))
        .add("sum.batchNorm", new BatchNorm(0.1f, 1e-5f))
        .add(
            "last",
            Convolution.of(3, Window.square(3, 1, 0), true, TestNetworks.reuse(8, 2, false)))
        .add("logits", new GlobalAvgPool())
        .build();
  }

  @Test
  void stepsGiveWhatTheWholeForwardGives() {
    ReusePreparation.prepare(network, DATA, 1);
    List<Tensor> batches = new ArrayList<>();
    for (int from = 0; from < OTHERS.size(); from += 20) {
      Tensor batch = new Tensor(OTHERS.shape());
      OTHERS.read(from, 20, batch);
      batches.add(batch);
    }
    PartialForward steps = new PartialForward(network, Mode.EVALUATE, batches);
    List<Layer> layers = network.layers();
    for (int passed : new int[] {1, 4, 5, 5, 8, 10}) {
      steps.pass(passed);
      for (String input : network.spec().node(layers.get(passed).name()).inputs()) {
        assertArrayEquals(whole(input), values(steps.value(input)), input);
      }
    }
  }

  private float[] whole(String node) {
    Tensor images = new Tensor(OTHERS.shape());
    OTHERS.read(0, OTHERS.size(), images);
    network.forward(images, Mode.EVALUATE);
    return values(network.layer(node).output());
  }

  private static float[] values(Tensor tensor) {
    return Arrays.copyOf(tensor.values(), tensor.size());
  }

  @Test
  void statisticsAreThoseOfTheNetworkAsItIsThen() {
    ReusePreparation.prepare(network, DATA, 1);
    Map<String, float[]> prepared = statistics();
    normalizations().forEach(BatchNormLayer::startEstimate);
    new Batches(DATA.split(DATA.size(), 1).part(), 64, Augmentation.NONE, 1)
        .epoch(0, batch -> network.forward(batch.images(), Mode.TRAIN));
    normalizations().forEach(BatchNormLayer::endEstimate);
    assertFalse(prepared.isEmpty());
    statistics().forEach((name, values) -> assertArrayEquals(values, prepared.get(name), 1e-5f));
  }

  private List<BatchNormLayer> normalizations() {
    return network.layers().stream()
        .filter(BatchNormLayer.class::isInstance)
        .map(BatchNormLayer.class::cast)
        .toList();
  }

  private Map<String, float[]> statistics() {
    Map<String, float[]> statistics = new LinkedHashMap<>();
    for (BatchNormLayer normalization : normalizations()) {
      for (State state : normalization.states()) {
        statistics.put(state.name(), state.values().clone());
      }
    }
    assertEquals(3, normalizations().size());
    return statistics;
  }
}
