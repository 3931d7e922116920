package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.CifarNetSpec;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.op.Op;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private final FirmwarePlan plan =
      FirmwarePlan.of(CifarNetSpec.cifarNet().with(Method.CONVENTIONAL));

  @Test
  void samePlanHasTheSameFingerprintOnEveryBoard() {
    FirmwarePlan elsewhere = plan.on(BoardLimits.of(Board.MPS2_AN386));
    assertNotEquals(plan.memories(), elsewhere.memories());
    assertEquals(plan.fingerprint(), elsewhere.fingerprint());
  }

  @Test
  void tellsEachKernelOfOneNetworkApart() {
    Step first = plan.steps().get(0);
    Op op = first.kernel().op();
    List<KernelPlan> kernels = KernelPlan.alternatives(op, first.kernel().inputs());
    assertEquals(
        kernels.size(),
        kernels.stream().map(k -> with(first.with(k)).fingerprint()).distinct().count());
  }

  @Test
  void tellsWhereOutputsLie() {
    Step first = plan.steps().get(0);
    assertNotEquals(plan.fingerprint(), with(first.to(first.target().from(4))).fingerprint());
    FirmwarePlan larger =
        new FirmwarePlan(
            plan.spec(), plan.steps(), plan.buffers(), plan.arenaBytes() + 8, plan.memories());
    assertNotEquals(plan.fingerprint(), larger.fingerprint());
  }

  private FirmwarePlan with(Step first) {
    List<Step> steps = new ArrayList<>(plan.steps());
    steps.set(0, first);
    return new FirmwarePlan(plan.spec(), steps, plan.buffers(), plan.arenaBytes(), plan.memories());
  }
}
