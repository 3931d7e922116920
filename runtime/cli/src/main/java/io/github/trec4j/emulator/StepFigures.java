package io.github.trec4j.emulator;

import io.github.trec4j.files.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one step of firmware took, as results tell it: means over the images.
 *
 * @param step its name
 * @param instructions executed
 * @param estimatedInstructions the planner's estimate for the clusters that were in use
 * @param cycles modelled; empty where they are not
 * @param remainingRatio clusters by segments; empty where nothing is reused
 * @param meanClusters in use a slice; empty where nothing is reused
 */
public record StepFigures(
    String step,
    long instructions,
    long estimatedInstructions,
    OptionalLong cycles,
    OptionalDouble remainingRatio,
    OptionalDouble meanClusters) {
  private static final String STEP = "step";
  private static final String INSTRUCTIONS = "instructions";
  private static final String ESTIMATED_INSTRUCTIONS = "estimatedInstructions";
  private static final String CYCLES = "cycles";
  private static final String REMAINING_RATIO = "remainingRatio";
  private static final String MEAN_CLUSTERS = "meanClusters";

  /** Reads what {@link #facts} gave. */
  static StepFigures of(JsonObject facts) {
    return new StepFigures(
        facts.text(STEP),
        facts.integer(INSTRUCTIONS),
        facts.integer(ESTIMATED_INSTRUCTIONS),
        facts.ifInteger(CYCLES),
        facts.ifNumber(REMAINING_RATIO),
        facts.ifNumber(MEAN_CLUSTERS));
  }

  /** Returns the facts for a program to read. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(STEP, step);
    facts.put(INSTRUCTIONS, instructions);
    facts.put(ESTIMATED_INSTRUCTIONS, estimatedInstructions);
    cycles.ifPresent(mean -> facts.put(CYCLES, mean));
    remainingRatio.ifPresent(ratio -> facts.put(REMAINING_RATIO, ratio));
    meanClusters.ifPresent(mean -> facts.put(MEAN_CLUSTERS, mean));
    return facts;
  }
}
