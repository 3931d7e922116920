package io.github.trec4j.spec.plan;

import java.util.Map;

/**
 * The text that a plan's fingerprint is made from: all that the generated C is written from. Where
 * things lie on a board is not part of it: that is the linker script's.
 */
final class PlanText {
  /**
   * To be raised when kernels read their parameters in another order, as lengths do not tell, and
   * when exported sources need something else of the generated ones.
   */
  private static final int PACKING = 2;

  private PlanText() {}

  static String of(FirmwarePlan plan) {
    StringBuilder text = new StringBuilder("trec4j plan %d\n".formatted(PACKING));
    text.append(plan.spec().fingerprint()).append('\n');
    plan.steps().forEach(step -> append(text, step));
    for (Buffer buffer : plan.buffers()) {
      text.append("%s at %d\n".formatted(buffer.name(), buffer.offset()));
    }
    return text.append("arena %d\n".formatted(plan.arenaBytes())).toString();
  }

  private static void append(StringBuilder text, Step step) {
    KernelPlan kernel = step.kernel();
    text.append("%s = %s%s\n".formatted(step.name(), kernel.function(), step.inputs()));
    text.append("  to %s\n".formatted(step.target()));
    for (Map.Entry<String, Integer> field : step.shape().entrySet()) {
      text.append("  %s %d\n".formatted(field.getKey(), field.getValue()));
    }
    kernel.parameters().forEach(array -> text.append("  %s\n".formatted(array)));
    kernel.scratch().regions().forEach(region -> text.append("  %s\n".formatted(region)));
  }
}
