package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Add;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputPlacementTest {
  private static final Op CONV_3 = conv(3);
  private static final Op CONV_5 = conv(5);
  private static final Op POOL = new MaxPool(Window.square(3, 1, 1));

  private static Op conv(int filters) {
    return new Conv(filters, Window.square(1, 1, 0), true);
  }

  /** A network of 4x4 maps that begins with a convolution. */
  private static NetworkSpec.Builder builder() {
    return NetworkSpec.builder("Net", BoardLimits.of(Board.STM32F469NI), new Shape(4, 4, 2))
        .add("stem", conv(4));
  }

  private static FirmwarePlan plan(NetworkSpec.Builder builder) {
    return FirmwarePlan.of(builder.add("logits", new Dense(2, true)).build());
  }

  private static Step step(FirmwarePlan plan, String name) {
    return plan.steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Integer> copied(FirmwarePlan plan, String name) {
    return ((ConcatPlan) step(plan, name).kernel()).copied();
  }

  @Test
  void producersWriteSideBySide() {
    FirmwarePlan plan =
        plan(
            builder()
                .add("a", CONV_3)
                .add("b", CONV_5, List.of("stem"))
                .add("both", new Concat(), List.of("a", "b")));
    assertEquals(new Target("both", 0, 8), step(plan, "a").target());
    assertEquals(new Target("both", 3, 8), step(plan, "b").target());
    assertEquals(new Target("both", 0, 8), step(plan, "both").target());
    Step both = step(plan, "both");
    assertTrue(both.kernel().isIdle());
    assertEquals(0, both.instructions());
    assertEquals(0, both.flashBytes());
    assertEquals(8, step(plan, "b").shape().get("output_pitch"));
    assertEquals(4, step(plan, "stem").shape().get("output_pitch"));
    assertFalse(plan.headers().contains("trec4j_concat.h"));

    Buffer buffer = plan.output(both).orElseThrow();
    assertEquals(4 * 4 * 8, buffer.bytes());
    assertEquals(1, buffer.firstStep(), "from the first producer");
    assertEquals(4, buffer.lastStep(), "to the last reader");
    assertEquals(plan.output(step(plan, "a")), plan.output(both));
    assertTrue(plan.buffers().stream().noneMatch(other -> other.name().matches("a|b")));
    assertEquals(both, plan.ranged(step(plan, "a")));
  }

  @Test
  void whatOthersReadIsCopied() {
    FirmwarePlan plan =
        plan(
            builder()
                .add("a", CONV_3)
                .add("b", CONV_3)
                .add("both", new Concat(), List.of("a", "b")));
    assertEquals(List.of(0), copied(plan, "both"));
    assertEquals(Target.whole("a", new Shape(4, 4, 3)), step(plan, "a").target());
    assertEquals(new Target("both", 3, 6), step(plan, "b").target());
    assertEquals(1, step(plan, "both").kernel().shape().get("inputs"));
    assertEquals(3, ((ConcatPlan) step(plan, "both").kernel()).firstChannel(1));
    assertTrue(plan.headers().contains("trec4j_concat.h"));
  }

  @Test
  void whatIsJoinedTwiceIsCopied() {
    FirmwarePlan plan =
        plan(
            builder()
                .add("a", CONV_3)
                .add("twice", new Concat(), List.of("a", "a"))
                .add("b", CONV_3, List.of("stem"))
                .add("one", new Concat(), List.of("b", "twice"))
                .add("other", new Concat(), List.of("one", "b")));
    assertEquals(List.of(0, 1), copied(plan, "twice"));
    assertEquals(List.of(0), copied(plan, "one"));
    assertEquals(List.of(1), copied(plan, "other"));
    assertEquals(new Target("other", 3, 12), step(plan, "twice").target());
  }

  @Test
  void theImageAndMeansAreCopied() {
    FirmwarePlan plan =
        plan(
            builder()
                .add("mean", new AvgPool(Window.square(1, 1, 0)))
                .add("pool", POOL, List.of("input"))
                .add("all", new Concat(), List.of("input", "mean", "pool")));
    assertEquals(List.of(0, 1, 2), copied(plan, "all"), "none has the scale of all");
    assertEquals(step(plan, "stem"), plan.ranged(step(plan, "stem")));
  }

  @Test
  void whatSelectsPassesOnTheScale() {
    FirmwarePlan plan =
        plan(
            builder()
                .add("a", CONV_3)
                .add("pool", POOL)
                .add("pool.relu", new Relu())
                .add("b", CONV_5, List.of("stem"))
                .add("sum", new Add(), List.of("b", "b"))
                .add("both", new Concat(), List.of("pool.relu", "sum")));
    assertTrue(step(plan, "both").kernel().isIdle());
    assertEquals(new Target("both", 0, 8), step(plan, "pool_relu").target());
    assertEquals(new Target("both", 3, 8), step(plan, "sum").target());
    assertEquals("pool", step(plan, "pool").buffer(), "which the rectifier does not overwrite");
    assertEquals(step(plan, "both"), plan.ranged(step(plan, "a")));
    assertEquals(step(plan, "b"), plan.ranged(step(plan, "b")));
  }

  @Test
  void aPoolOfWhatOthersReadHasAnotherScale() {
    FirmwarePlan plan =
        plan(
            builder()
                .add("pool", POOL)
                .add("b", CONV_5, List.of("stem"))
                .add("both", new Concat(), List.of("pool", "b")));
    assertEquals(List.of(0), copied(plan, "both"));
  }

  @Test
  void whatIsJoinedIsJoinedAgain() {
    FirmwarePlan plan =
        plan(
            builder()
                .add("a", CONV_3)
                .add("b", CONV_5, List.of("stem"))
                .add("inner", new Concat(), List.of("a", "b"))
                .add("c", CONV_3, List.of("stem"))
                .add("outer", new Concat(), List.of("c", "inner", "input")));
    assertEquals(new Target("outer", 3, 13), step(plan, "inner").target());
    assertEquals(new Target("outer", 6, 13), step(plan, "b").target());
    assertTrue(step(plan, "inner").kernel().isIdle());
    assertEquals(List.of(2), copied(plan, "outer"));
    assertEquals(step(plan, "outer"), plan.ranged(step(plan, "a")));
  }

  /** Where the range begins at 0, saturating rectifies; where it is another's, it does not. */
  @Test
  void aRectifierNeedsCopiesOnlyInAnothersScale() {
    NetworkSpec.Builder rectified =
        builder()
            .add("a", CONV_3)
            .add("b", CONV_5, List.of("stem"))
            .add("inner", new Concat(), List.of("a", "b"))
            .add("inner.relu", new Relu());
    assertTrue(step(plan(rectified), "inner").kernel().isIdle());
    FirmwarePlan nested =
        plan(
            builder()
                .add("a", CONV_3)
                .add("b", CONV_5, List.of("stem"))
                .add("inner", new Concat(), List.of("a", "b"))
                .add("inner.relu", new Relu())
                .add("c", CONV_3, List.of("stem"))
                .add("outer", new Concat(), List.of("inner.relu", "c")));
    assertEquals(List.of(0, 1), copied(nested, "inner"));
    assertEquals(List.of(), copied(nested, "outer"));
    assertEquals(11, step(nested, "inner").shape().get("output_pitch"));
  }

  @Test
  void aSumOverwritesAnInputThatNobodyReadsAgain() {
    FirmwarePlan plan =
        plan(
            builder()
                .add("a", conv(4))
                .add("image", conv(4), List.of("input"))
                .add("sum", new Add(), List.of("stem", "a", "image"))
                .add("pool", POOL, List.of("stem"))
                .add("again", new Add(), List.of("sum", "pool")));
    assertEquals(Target.whole("a", new Shape(4, 4, 4)), step(plan, "sum").target());
    assertEquals("a", step(plan, "again").buffer());
    Buffer buffer = plan.output(step(plan, "again")).orElseThrow();
    assertEquals(1, buffer.firstStep());
    assertEquals(6, buffer.lastStep());
    FirmwarePlan joined =
        plan(
            builder()
                .add("a", conv(4))
                .add("sum", new Add(), List.of("stem", "a"))
                .add("b", CONV_3, List.of("input"))
                .add("both", new Concat(), List.of("sum", "b")));
    assertEquals("both", step(joined, "sum").buffer(), "which spares a copy");
  }

  @Test
  void logitsMayBeJoined() {
    NetworkSpec spec =
        builder()
            .add("a", new Dense(3, true))
            .add("b", new Dense(2, true), List.of("stem"))
            .add("logits", new Concat(), List.of("a", "b"))
            .build();
    FirmwarePlan plan = FirmwarePlan.of(spec);
    assertEquals(new Target("logits", 3, 5), step(plan, "b").target());
    assertTrue(plan.output(step(plan, "b")).isEmpty(), "the logits belong to the caller");
    assertTrue(step(plan, "logits").kernel().isIdle());
    assertTrue(plan.buffers().stream().allMatch(buffer -> buffer.name().startsWith("stem")));
  }

  @Test
  void aRectifierOverwritesWhatWasJoined() {
    FirmwarePlan plan =
        plan(
            builder()
                .add("a", CONV_3)
                .add("b", CONV_5, List.of("stem"))
                .add("both", new Concat(), List.of("a", "b"))
                .add("pool", POOL)
                .add("pool.relu", new Relu()));
    assertEquals(Target.whole("pool", new Shape(4, 4, 8)), step(plan, "pool_relu").target());
  }
}
