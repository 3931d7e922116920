package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.Step;

/**
 * A step in integers.
 *
 * @param step what is called
 * @param input what its input's integers stand for
 * @param output what its output's integers stand for
 * @param parameters what it reads from flash
 */
public record QuantizedStep(
    Step step, Quantization input, Quantization output, StepParameters parameters) {
  /** Returns the step's name. */
  public String name() {
    return step.name();
  }
}
