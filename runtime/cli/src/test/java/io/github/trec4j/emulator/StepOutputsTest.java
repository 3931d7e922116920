package io.github.trec4j.emulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.emulator.StepOutputs.MemoryUse;
import io.github.trec4j.int8.TestNetworks;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepOutputsTest {
  @Test
  void cutsFilesByImageAndStep() {
    FirmwarePlan plan =
        FirmwarePlan.of(
            TestNetworks.builder(new Shape(2, 2, 1))
                .add("relu", new Relu())
                .add("relu.maxPool", new MaxPool(Window.square(2, 2, 0)))
                .build());
    byte[] outputs = {1, 2, 3, 4, 4, 5, 6, 7, 8, 8};
    byte[] profile = {100, 0, 0, 0, 0, 1, 0, 0, -56, 0, 0, 0, -1, -1, -1, -1};
    StepOutputs cut =
        StepOutputs.parse(plan.steps(), outputs, profile, List.of(), new MemoryUse(1, 2));
    assertEquals(2, cut.images());
    assertArrayEquals(new byte[] {5, 6, 7, 8}, cut.outputs().get(1).get(0));
    assertArrayEquals(new byte[] {4}, cut.logits(0));
    assertEquals(150, cut.instructions(0));
    assertEquals((100 + 256 + 200 + 4294967295.0) / 2, cut.instructionsPerImage());
  }
}
