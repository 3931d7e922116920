package io.github.trec4j.bench;

import io.github.trec4j.emulator.KernelPart;
import io.github.trec4j.spec.plan.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one layer took on the emulated Cortex-M4.
 *
 * @param setting what was measured
 * @param step the layer's
 * @param clusters that were in use a slice, the mean; 0 without reuse
 * @param instructions executed, exact but for the timer's ticks of 40
 * @param parts the same by the kernel's parts; empty where QEMU's plugin does not build
 * @param cycles modelled, with zero wait states; empty where they are not
 * @param ramBytes of the network: arena, input, logits and stack
 * @param differingBytes in which the outputs differ from the int8 simulation's
 */
public record KernelMeasurement(
    BenchSetting setting,
    Step step,
    double clusters,
    long instructions,
    Map<KernelPart, Long> parts,
    OptionalLong cycles,
    int ramBytes,
    long differingBytes) {
  /** Returns the planner's estimate at the number of clusters that were in use. */
  public long estimate() {
    return Math.round(step.kernel().instructions(clusters));
  }

  /** Returns executed instructions by multiply-adds of the conventional form. */
  public double perMac() {
    return (double) instructions / step.macs();
  }

  /** Returns the facts for a program to read. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("layer", setting.layer().toString());
    facts.put("method", setting.method().toString());
    facts.put("form", step.kernel().form());
    facts.put("l", setting.segment());
    facts.put("h", setting.bits());
    facts.put("clusters", setting.clusters());
    facts.put("meanClusters", clusters);
    facts.put("macs", step.macs());
    facts.put("instructions", instructions);
    facts.put("instructionsPerMac", perMac());
    cycles.ifPresent(sum -> facts.put("cycles", sum));
    Map<String, Object> steps = new LinkedHashMap<>();
    parts.forEach((part, count) -> steps.put(part.key(), count));
    facts.put("steps", steps);
    facts.put("estimatedInstructions", estimate());
    facts.put("ramBytes", ramBytes);
    facts.put("scratchBytes", step.kernel().scratch().bytes());
    facts.put("flashBytes", step.flashBytes());
    facts.put("differingBytes", differingBytes);
    return facts;
  }
}
