package io.github.trec4j.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.trec4j.data.Augmentation;
import io.github.trec4j.data.Batches;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.network.SpecNetwork;
import io.github.trec4j.spec.Method;
import io.github.trec4j.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After the first steps, a training step takes no memory to speak of. */
final class AllocationTest {
  private static final int STEPS = 4;
  private static final long MOST_BYTES_A_STEP = 64 * 1024;

  @ParameterizedTest
  @EnumSource(Method.class)
  void aStepAllocatesNothingLarge(Method method) {
    Compute compute = Compute.withThreads(1);
    SpecNetwork network = new SpecNetwork(SmallNetworks.spec().with(method), compute, 1);
    Sgd sgd =
        new Sgd(
            network.layers().stream().map(Layer::parameters).flatMap(List::stream).toList(),
            0.9,
            5e-4,
            5,
            compute.workers());
    CrossEntropy loss = new CrossEntropy(0.1f);
    Tensor gradient = new Tensor(network.spec().last().output());
    Batches batches =
        new Batches(SmallNetworks.data(64 * STEPS, 1), 64, new Augmentation(true, 2), 1);
    long[] allocated = new long[STEPS];
    int[] step = {0};
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    batches.epoch(
        0,
        batch -> {
          long before = threads.getCurrentThreadAllocatedBytes();
          loss.apply(network.forward(batch.images(), Mode.TRAIN), batch.labels(), gradient);
          network.backward(gradient);
          sgd.step(0.01);
          allocated[step[0]++] = threads.getCurrentThreadAllocatedBytes() - before;
        });
    long last = allocated[STEPS - 1];
    assertTrue(last < MOST_BYTES_A_STEP, () -> last + " bytes; the first " + allocated[0]);
    assertTrue(allocated[0] > 2 * MOST_BYTES_A_STEP, "the measure must see the first step's room");
  }
}
