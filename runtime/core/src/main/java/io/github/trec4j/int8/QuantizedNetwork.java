package io.github.trec4j.int8;

import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.List;
import java.util.Optional;

/**
 * A network in integers: all that the simulator and the exported firmware compute from.
 *
 * @param plan how it runs on its board
 * @param steps the plan's steps in integers, in order
 */
public record QuantizedNetwork(FirmwarePlan plan, List<QuantizedStep> steps) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the steps are not the plan's, or what a step finds where it
   *     belongs has not the scale of its output
   */
  public QuantizedNetwork {
    steps = List.copyOf(steps);
    if (!steps.stream().map(QuantizedStep::step).toList().equals(plan.steps())) {
      throw new IllegalArgumentException("the steps are not those of the plan");
    }
    for (QuantizedStep step : steps) {
      if (!step.placedInputs().stream().allMatch(step.output()::equals)) {
        throw new IllegalArgumentException(step.name() + " has other scales than what it joins");
      }
    }
  }

  /** Returns the network's spec. */
  public NetworkSpec spec() {
    return plan.spec();
  }

  /** Returns the margins of the reuse convolutions, in order. */
  public List<TableMargin> margins() {
    return steps.stream().map(QuantizedStep::margin).flatMap(Optional::stream).toList();
  }
}
