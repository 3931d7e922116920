package io.github.trec4j.bench;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.KernelPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What one step of a random network took on the emulated Cortex-M4, beside what was estimated.
 *
 * @param seed of the network
 * @param kernel what ran
 * @param clusters that were in use a slice, the mean; 0 without reuse
 * @param instructions executed, exact but for the timer's ticks of 40
 * @param cycles modelled, with zero wait states; empty where they are not
 */
public record StepEstimate(
    long seed, KernelPlan kernel, double clusters, double instructions, OptionalDouble cycles) {
  /** Returns the name that kernels and their forms are told apart by. */
  public String form() {
    boolean plain = kernel.form().equals("direct") || kernel.form().equals(kernel.stem());
    return plain ? kernel.stem() : kernel.stem() + ", " + kernel.form();
  }

  /** Returns executed by estimated instructions. */
  public double instructionsRatio() {
    return instructions / kernel.instructions(clusters);
  }

  /** Returns modelled by estimated cycles. */
  public OptionalDouble cyclesRatio() {
    return cycles.stream().map(number -> number / kernel.cycles(clusters)).findFirst();
  }

  /** Returns the facts for a program to read. */
  public Map<String, Object> facts() {
    List<String> inputs = kernel.inputs().stream().map(Shape::toString).toList();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seed", seed);
    facts.put("form", form());
    facts.put("operation", kernel.op().describe());
    facts.put("inputs", inputs.stream().distinct().collect(Collectors.joining(", ")));
    facts.put("clusters", clusters);
    facts.put("instructions", Math.round(instructions));
    facts.put("estimatedInstructions", Math.round(kernel.instructions(clusters)));
    cycles.ifPresent(number -> facts.put("cycles", Math.round(number)));
    facts.put("estimatedCycles", Math.round(kernel.cycles(clusters)));
    return facts;
  }
}
