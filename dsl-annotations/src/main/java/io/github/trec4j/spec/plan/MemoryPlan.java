package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.BoardMemory;
import java.util.List;

/**
 * In which of a board's memories a network lies.
 *
 * @param program of the code
 * @param variables of input, logits and stack
 * @param arena of the arena
 * @param parameters of each step's parameters, in order; of the program where a step has none
 */
public record MemoryPlan(
    BoardMemory program, BoardMemory variables, BoardMemory arena, List<BoardMemory> parameters) {
  /** Copies the list. */
  public MemoryPlan {
    parameters = List.copyOf(parameters);
  }

  /** Returns whether all parameters lie where the program does. */
  public boolean parametersLieWithProgram() {
    return parameters.stream().allMatch(program::equals);
  }
}
