package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.CifarNetSpec;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private final FirmwarePlan plan = FirmwarePlan.of(CifarNetSpec.cifarNet());

  @Test
  void foldsWhatNeedsNoKernel() {
    assertEquals(
        List.of("conv1", "conv1_maxPool", "conv2", "conv2_maxPool", "fc3", "logits"),
        plan.steps().stream().map(Step::name).toList());
    Step conv1 = plan.steps().get(0);
    assertEquals(Kernel.TREC_SHARED, conv1.kernel());
    assertTrue(conv1.foldsRelu());
    assertEquals("conv1.relu", conv1.last().name());
    assertEquals("fc3.dropout", plan.steps().get(4).last().name());
    assertFalse(plan.steps().get(5).foldsRelu());
  }

  @Test
  void reluThatCannotFoldGetsItsKernel() {
    NetworkSpec spec =
        NetworkSpec.builder("Net", plan.spec().board(), new Shape(8, 8, 4))
            .add("pool", new Op.GlobalAvgPool())
            .add("pool.relu", new Op.Relu())
            .build();
    assertEquals(
        List.of(Kernel.GLOBAL_AVG_POOL, Kernel.RELU),
        FirmwarePlan.of(spec).steps().stream().map(Step::kernel).toList());
  }

  @Test
  void countsParametersAndMacs() {
    FirmwarePlan conventional = FirmwarePlan.of(plan.spec().with(Method.CONVENTIONAL));
    Step conv2 = conventional.steps().get(2);
    assertEquals(Kernel.CONV, conv2.kernel());
    assertEquals(64 * 1600 + 64 * 8, conv2.flashBytes());
    assertEquals(100L * 64 * 1600, conv2.macs());
    assertEquals(plan.macs(), conventional.macs());
  }

  @Test
  void keptDirectionsBringTheirParameters() {
    Reuse reuse =
        new Reuse(9, 3, 8, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, false, 2, 0);
    Op.Conv conv = new Op.Conv(20, new Window(3, 1, 0), true, Optional.of(reuse));
    NetworkSpec spec =
        NetworkSpec.builder("Net", plan.spec().board(), new Shape(8, 8, 18))
            .add("conv", conv)
            .build();
    Map<String, Integer> lengths =
        FirmwarePlan.of(spec).steps().get(0).parameters().stream()
            .collect(Collectors.toMap(ParameterArray::field, ParameterArray::length));
    assertEquals(2 * 2 * 12, lengths.get("directions"));
    assertEquals(4, lengths.get("direction_bias"));
    assertEquals(4, lengths.get("direction_multipliers"));
    assertEquals(32 * 3 * 12 / 2, lengths.get("kept_weights"));
    assertEquals(32, lengths.get("kept_multipliers"));
  }

  @Test
  void basisFiltersAndTheirCombinationsAreTwoSteps() {
    Reuse reuse =
        new Reuse(18, 3, 8, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, true, 2, 16);
    Op.Conv conv = new Op.Conv(20, new Window(3, 2, 1), true, Optional.of(reuse));
    Shape input = new Shape(8, 8, 18);
    NetworkSpec spec =
        NetworkSpec.builder("Net", plan.spec().board(), input)
            .add("conv", conv)
            .add("conv.relu", new Op.Relu())
            .add("pool", new Op.GlobalAvgPool())
            .build();
    FirmwarePlan staged = FirmwarePlan.of(spec);
    Step basis = staged.steps().get(0);
    Step combination = staged.steps().get(1);
    assertEquals("conv_basis", basis.name());
    assertEquals(Kernel.TREC_SHARED, basis.kernel());
    assertEquals(new Shape(4, 4, 16), basis.output());
    assertEquals("conv", Stages.convolution(basis.main().name()));
    assertEquals("conv", combination.name());
    assertEquals(Kernel.CONV, combination.kernel());
    assertEquals(List.of(0), combination.inputs());
    assertEquals(16, combination.macs() / combination.output().size());
    assertTrue(combination.foldsRelu());
    long difference =
        basis.instructions() + combination.instructions() - CostModel.instructions(conv, input);
    assertTrue(Math.abs(difference) <= 1, "rounded apart: " + difference);
    assertEquals(16L * 20 * 9 * 18, staged.macs(), "as without reuse");
    assertEquals(spec, staged.spec());
  }

  @Test
  void arenaHoldsEveryLiveByte() {
    for (int step = 0; step < plan.steps().size(); step++) {
      assertTrue(plan.liveBytes(step) <= plan.arenaBytes());
    }
    assertTrue(plan.output(plan.steps().get(5)).isEmpty(), "the logits belong to the caller");
  }

  @Test
  void knowsWhatFits() {
    assertTrue(plan.fits());
    BoardLimits tiny = new BoardLimits("tiny", 1 << 20, 32 << 10, 64);
    NetworkSpec spec = plan.spec();
    assertFalse(
        FirmwarePlan.of(new NetworkSpec(spec.name(), tiny, spec.labels(), spec.nodes())).fits());
  }
}
