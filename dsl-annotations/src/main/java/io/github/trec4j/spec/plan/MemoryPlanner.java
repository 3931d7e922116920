package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses memories. Where they are equally fast, the first of the board is the first choice.
 *
 * <ul>
 *   <li>The program lies in the first memory that holds constants.
 *   <li>The arena lies in one memory, the fastest with room for it. Input, logits and stack lie in
 *       the first memory that holds variables; only where the arena needs that one do they lie in
 *       another that is no slower.
 *   <li>A step's parameters lie together. The steps whose parameters are read most often choose
 *       first, each the fastest memory with room. If they do not all find one so, the largest
 *       choose first.
 * </ul>
 *
 * <p>What finds no room is put where it may be, which is then too small.
 */
final class MemoryPlanner {
  private static final Comparator<BoardMemory> FASTEST =
      Comparator.comparingInt(BoardMemory::waitStates);

  private static final Comparator<Step> MOST_READ =
      Comparator.comparingDouble(Step::readsOfParameters).reversed();

  private static final Comparator<Step> LARGEST =
      Comparator.comparingInt(MemoryPlanner::room).reversed();

  private final BoardLimits board;
  private final List<Step> steps;
  private final Map<BoardMemory, Long> free = new HashMap<>();

  private MemoryPlanner(BoardLimits board, List<Step> steps) {
    this.board = board;
    this.steps = steps;
    board.memories().forEach(memory -> free.put(memory, (long) memory.bytes()));
  }

  /**
   * Plans the memories of a network.
   *
   * @param variableBytes of input, logits and stack
   * @param codeBytes of the program
   */
  static MemoryPlan plan(
      BoardLimits board, List<Step> steps, int arenaBytes, int variableBytes, int codeBytes) {
    MemoryPlanner planner = new MemoryPlanner(board, steps);
    BoardMemory program = board.forConstants().get(0);
    planner.take(program, codeBytes);
    BoardMemory first = board.forVariables().get(0);
    BoardMemory arena = planner.arena(first, arenaBytes, variableBytes);
    planner.take(arena, arenaBytes);
    BoardMemory variables = planner.variables(first, variableBytes).orElse(first);
    planner.take(variables, variableBytes);
    return new MemoryPlan(
        program, variables, arena, planner.parameters(program, List.of(variables, arena)));
  }

  /**
   * Returns the largest arena that a memory holds.
   *
   * @param variableBytes of input, logits and stack, which lie in it where no other will do
   */
  static int roomForArena(BoardLimits board, BoardMemory memory, int variableBytes) {
    MemoryPlanner planner = new MemoryPlanner(board, List.of());
    BoardMemory first = board.forVariables().get(0);
    boolean alone = planner.leavesRoom(memory, memory.bytes(), first, variableBytes);
    return alone ? memory.bytes() : memory.bytes() - variableBytes;
  }

  private void take(BoardMemory memory, int bytes) {
    free.merge(memory, (long) -bytes, Long::sum);
  }

  private boolean hasRoom(BoardMemory memory, int bytes) {
    return free.getOrDefault(memory, 0L) >= bytes;
  }

  /** Returns the memory for the arena: the largest if there is room in none. */
  private BoardMemory arena(BoardMemory first, int arenaBytes, int variableBytes) {
    return board.forVariables().stream()
        .sorted(FASTEST)
        .filter(memory -> leavesRoom(memory, arenaBytes, first, variableBytes))
        .findFirst()
        .orElseGet(
            () -> Collections.max(board.forVariables(), Comparator.comparing(BoardMemory::bytes)));
  }

  private boolean leavesRoom(
      BoardMemory arena, int arenaBytes, BoardMemory first, int variableBytes) {
    take(arena, arenaBytes);
    boolean both = hasRoom(arena, 0) && variables(first, variableBytes).isPresent();
    take(arena, -arenaBytes);
    return both;
  }

  private Optional<BoardMemory> variables(BoardMemory first, int bytes) {
    return board.forVariables().stream()
        .filter(memory -> memory.waitStates() <= first.waitStates() && hasRoom(memory, bytes))
        .findFirst();
  }

  /** Returns a memory for each step; those of variables are the last choice among equals. */
  private List<BoardMemory> parameters(BoardMemory program, List<BoardMemory> written) {
    List<BoardMemory> choices = new ArrayList<>(board.forConstants());
    choices.sort(FASTEST.thenComparing(written::contains));
    Map<String, BoardMemory> mostReadFirst = parameters(choices, MOST_READ);
    Map<String, BoardMemory> found =
        mostReadFirst.size() == steps.size() ? mostReadFirst : parameters(choices, LARGEST);
    return steps.stream()
        .map(step -> room(step) == 0 ? program : found.getOrDefault(step.name(), program))
        .toList();
  }

  private Map<String, BoardMemory> parameters(List<BoardMemory> choices, Comparator<Step> order) {
    Map<BoardMemory, Long> before = Map.copyOf(free);
    Map<String, BoardMemory> found = new HashMap<>();
    for (Step step : steps.stream().sorted(order).toList()) {
      int bytes = room(step);
      Optional<BoardMemory> choice =
          choices.stream().filter(memory -> hasRoom(memory, bytes)).findFirst();
      choice.ifPresent(memory -> take(memory, bytes));
      choice.ifPresent(memory -> found.put(step.name(), memory));
    }
    free.putAll(before);
    return found;
  }

  /** Returns what a step's arrays take, each aligned as it is in C. */
  static int room(Step step) {
    return step.kernel().parameters().stream()
        .mapToInt(array -> Arena.aligned(array.bytes()))
        .sum();
  }
}
