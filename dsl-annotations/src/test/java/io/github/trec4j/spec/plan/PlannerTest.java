package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.CifarNetSpec;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final TrecConv KEEPING =
      new TrecConv(20, Window.square(3, 1, 0), true, Reuse.builder(9).bits(3).keep(2).build());

  private final FirmwarePlan plan = FirmwarePlan.of(CifarNetSpec.cifarNet());

  @Test
  void foldsWhatNeedsNoKernel() {
    assertEquals(
        List.of("conv1", "conv1_maxPool", "conv2", "conv2_maxPool", "fc3", "logits"),
        plan.steps().stream().map(Step::name).toList());
    Step conv1 = plan.steps().get(0);
    assertInstanceOf(TrecSharedPlan.class, conv1.kernel());
    assertTrue(conv1.folds(Op.Folding.RECTIFICATION));
    assertEquals("conv1.relu", conv1.last().name());
    assertEquals("fc3.dropout", plan.steps().get(4).last().name());
    assertFalse(plan.steps().get(5).folds(Op.Folding.RECTIFICATION));
  }

  @Test
  void reluThatCannotFoldGetsItsKernel() {
    NetworkSpec spec =
        NetworkSpec.builder("Net", plan.spec().board(), new Shape(8, 8, 4))
            .add("pool", new GlobalAvgPool())
            .add("pool.relu", new Relu())
            .build();
    assertEquals(
        List.of("global_avg_pool", "relu"),
        FirmwarePlan.of(spec).steps().stream().map(step -> step.kernel().stem()).toList());
  }

  @Test
  void countsParametersAndMacs() {
    FirmwarePlan conventional = FirmwarePlan.of(plan.spec().with(Method.CONVENTIONAL));
    Step conv2 = conventional.steps().get(2);
    assertEquals("winograd2_5", conv2.kernel().stem());
    assertEquals(2 * 64 * 40 * 64 + 64 * 8, conv2.flashBytes());
    assertEquals(100L * 64 * 1600, conv2.macs());
    assertEquals(plan.spec().macs(), conventional.spec().macs());
  }

  /** Flash is short first where weights are large, RAM where little is left beside activations. */
  @ParameterizedTest
  @CsvSource({
    "2048, 320, winograd4 winograd4",
    "120, 320, winograd4 winograd4_fly",
    "60, 320, winograd4_fly winograd4_fly",
    "58, 48, winograd2 winograd4_fly",
    "48, 48, conv winograd4_fly",
    "48, 22, conv conv"
  })
  void takesTheFastestFormsThatThereIsRoomFor(int flashKib, int ramKib, String forms) {
    BoardLimits board = new BoardLimits("small", flashKib << 10, ramKib << 10, 100);
    Conv conv = new Conv(32, Window.square(3, 1, 1), true);
    NetworkSpec spec =
        NetworkSpec.builder("Net", board, new Shape(16, 16, 32))
            .add("large", conv)
            .add("pool", new MaxPool(Window.square(2, 2, 0)))
            .add("small", conv)
            .build();
    FirmwarePlan room = FirmwarePlan.of(spec);
    assertEquals(
        forms, room.steps().get(0).kernel().stem() + " " + room.steps().get(2).kernel().stem());
    assertTrue(room.fits());
  }

  /** A kernel of 4 has no other form; RAM for the rows in pairs may be short. */
  @ParameterizedTest
  @CsvSource({
    "3, 1, 320, depthwise_pairs",
    "5, 2, 320, depthwise_pairs",
    "4, 1, 320, depthwise_conv",
    "3, 3, 320, depthwise_conv",
    "3, 1, 18, depthwise_conv"
  })
  void depthwiseRowsGoInPairsWhereTheyCan(int size, int stride, int ramKib, String stem) {
    BoardLimits board = new BoardLimits("small", 64 << 10, ramKib << 10, 100);
    NetworkSpec spec =
        NetworkSpec.builder("Net", board, new Shape(16, 16, 32))
            .add("conv", new DepthwiseConv(Window.square(size, stride, 1), true))
            .build();
    assertEquals(stem, FirmwarePlan.of(spec).steps().get(0).kernel().stem());
  }

  @Test
  void keptDirectionsBringTheirParameters() {
    Map<String, Integer> lengths = parameters(new TrecSharedPlan(KEEPING, new Shape(8, 8, 18)));
    assertEquals(2 * 2 * 12, lengths.get("directions"));
    assertEquals(4, lengths.get("direction_bias"));
    assertEquals(4, lengths.get("direction_multipliers"));
    assertEquals(32 * 3 * 12 / 2, lengths.get("kept_weights"));
    assertEquals(32, lengths.get("kept_multipliers"));
    assertFalse(lengths.containsKey("kept_bias"));
  }

  @Test
  void keptDirectionsByWinogradBringTransformedWeights() {
    List<TrecWinogradPlan> plans = TrecWinogradPlan.of(KEEPING, new Shape(8, 8, 18));
    assertEquals(
        List.of("winograd4", "winograd2"), plans.stream().map(TrecWinogradPlan::form).toList());
    Map<String, Integer> lengths = parameters(plans.get(0));
    assertEquals(2 * 2 * 12, lengths.get("directions"));
    assertEquals(20 * 36 * 4, lengths.get("kept_weights"));
    assertEquals(32, lengths.get("kept_multipliers"));
    assertEquals(20, lengths.get("kept_bias"));
  }

  /** Nothing but slices of pixels, by kernels that have a form, and short of its condition. */
  @Test
  void keptDirectionsGoThroughWinogradWhereTheyCan() {
    Reuse runs = Reuse.builder(9).bits(3).keep(2).build();
    Reuse many = Reuse.builder(60).bits(3).keep(58).build();
    Shape wide = new Shape(8, 8, 120);
    assertEquals(List.of(), TrecWinogradPlan.of(trecConv(3, 1, runs), new Shape(8, 8, 3)));
    assertEquals(List.of(), TrecWinogradPlan.of(trecConv(3, 2, many), wide));
    assertEquals(
        List.of("winograd2"),
        TrecWinogradPlan.of(trecConv(3, 1, many), wide).stream()
            .map(TrecWinogradPlan::form)
            .toList());
    assertEquals(List.of(), TrecWinogradPlan.of(trecConv(5, 1, many), wide));
  }

  private static TrecConv trecConv(int size, int stride, Reuse reuse) {
    return new TrecConv(20, Window.square(size, stride, 0), true, reuse);
  }

  private static Map<String, Integer> parameters(KernelPlan plan) {
    return plan.parameters().stream()
        .collect(Collectors.toMap(ParameterArray::field, ParameterArray::length));
  }

  @Test
  void basisFiltersAndTheirCombinationsAreTwoSteps() {
    Reuse reuse = Reuse.builder(18).bits(3).reassign(true).keep(2).rank(16).build();
    Convolution conv = new TrecConv(20, Window.square(3, 2, 1), true, reuse);
    Shape input = new Shape(8, 8, 18);
    NetworkSpec spec =
        NetworkSpec.builder("Net", plan.spec().board(), input)
            .add("conv", conv)
            .add("conv.relu", new Relu())
            .add("pool", new GlobalAvgPool())
            .build();
    FirmwarePlan staged = FirmwarePlan.of(spec);
    Step basis = staged.steps().get(0);
    Step combination = staged.steps().get(1);
    assertEquals("conv_basis", basis.name());
    assertInstanceOf(TrecSharedPlan.class, basis.kernel());
    assertEquals(new Shape(4, 4, 16), basis.output());
    assertEquals("conv", Lowering.convolution(basis.main().name()));
    assertEquals("conv", combination.name());
    assertInstanceOf(ConvPlan.class, combination.kernel());
    assertEquals(List.of(new Source.StepOutput(0)), combination.inputs());
    assertEquals(16, combination.macs() / combination.output().size());
    assertTrue(combination.folds(Op.Folding.RECTIFICATION));
    long difference =
        basis.instructions() + combination.instructions() - CostModel.instructions(conv, input);
    assertTrue(Math.abs(difference) <= 1, "rounded apart: " + difference);
    assertEquals(16L * 20 * 9 * 18, staged.spec().macs(), "as without reuse");
    assertEquals(spec, staged.spec());
  }

  @Test
  void whatMayOverwriteItsInputDoes() {
    NetworkSpec spec =
        NetworkSpec.builder("Net", plan.spec().board(), new Shape(8, 8, 4))
            .add("relu", new Relu())
            .add("pool", new MaxPool(Window.square(2, 2, 0)))
            .add("pool.relu", new Relu())
            .add("mean", new GlobalAvgPool())
            .add("mean.relu", new Relu())
            .build();
    FirmwarePlan inPlace = FirmwarePlan.of(spec);
    assertEquals(
        List.of("relu", "pool", "pool", "mean", "mean_relu"),
        inPlace.steps().stream().map(Step::buffer).toList(),
        "but not the image, nor where the logits belong");
    assertEquals(8 * 8 * 4 + 4 * 4 * 4, inPlace.arenaBytes());
    assertEquals(inPlace.output(inPlace.steps().get(1)), inPlace.output(inPlace.steps().get(2)));
  }

  @Test
  void foldsIntoTheProducerAndOnlyWhereNobodyElseReadsIt() {
    Conv conv = new Conv(4, Window.square(1, 1, 0), true);
    NetworkSpec spec =
        NetworkSpec.builder("Net", plan.spec().board(), new Shape(8, 8, 4))
            .add("a", conv)
            .add("b", conv, List.of("input"))
            .add("a.relu", new Relu(), List.of("a"))
            .add("b.relu", new Relu(), List.of("b"))
            .add("c", conv, List.of("b"))
            .build();
    assertEquals(
        List.of(List.of("a", "a.relu"), List.of("b"), List.of("b.relu"), List.of("c")),
        FirmwarePlan.of(spec).steps().stream()
            .map(step -> step.nodes().stream().map(Node::name).toList())
            .toList());
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
