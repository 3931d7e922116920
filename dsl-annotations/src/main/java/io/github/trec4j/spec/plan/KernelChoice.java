package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.plan.Knapsack.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses among kernels that give the same bytes, for all steps together: the fewest modelled
 * cycles that the board has room for.
 *
 * <p>That is a {@link Knapsack} problem. The knapsack is the fastest memory for constants; an item
 * is an alternative of a step, with its parameters in there or, where the board has such, in slower
 * memory. How much scratch memory an alternative may need depends on where the arena is to lie,
 * which is tried with each memory for variables. The choice is then laid out in earnest. Where that
 * takes more room than there is, less is offered.
 *
 * <p>The knapsack does not know that the parameters of a step lie together: in the end kernels are
 * exchanged as long as it helps, where they are few also two at a time and from the leanest on. Nor
 * does it know that kernels share code: where that matters, the choice is made once more without
 * each of these routines.
 */
final class KernelChoice {
  private static final Comparator<FirmwarePlan> BEST =
      Comparator.comparingInt((FirmwarePlan plan) -> plan.missingBytes())
          .thenComparingLong(FirmwarePlan::cycles);

  private static final Comparator<Step> LEANEST = Comparator.comparingInt(KernelChoice::scratch);

  /** Buffers of an arena leave gaps: so large a part of it is no longer offered, at a time. */
  private static final int PART = 32;

  /** How often less room for parameters is offered. */
  private static final int OFFERS = 32;

  /** The cycles that a byte of slower memory costs where there is too little: first, and growth. */
  private static final double PRICE = 1.0 / 16;

  private static final double GROWTH = 1.5;

  /** What part of the fastest memory is too much for routines that kernels share. */
  private static final int MUCH = 64;

  /** Alternatives of all steps, beside one of each, that are few. */
  private static final int FEW = 32;

  private final BoardLimits board;
  private final List<List<Step>> alternatives;
  private final Function<List<Step>, FirmwarePlan> layOut;
  private final FirmwarePlan leanest;
  private final List<BoardMemory> fastest;
  private final Optional<BoardMemory> slower;

  private KernelChoice(
      BoardLimits board, List<List<Step>> alternatives, Function<List<Step>, FirmwarePlan> layOut) {
    this.board = board;
    this.alternatives = alternatives;
    this.layOut = layOut;
    this.leanest =
        layOut.apply(alternatives.stream().map(steps -> Collections.min(steps, LEANEST)).toList());
    Comparator<BoardMemory> byWaits = Comparator.comparingInt(BoardMemory::waitStates);
    int waits = Collections.min(board.forConstants(), byWaits).waitStates();
    this.fastest =
        board.forConstants().stream().filter(memory -> memory.waitStates() == waits).toList();
    this.slower =
        board.forConstants().stream().filter(memory -> !fastest.contains(memory)).min(byWaits);
  }

  /**
   * Returns the best plan; where the board has room for none, the one that lacks least.
   *
   * @param alternatives of each step, which differ in nothing but their kernel
   * @param layOut lays out the memory of steps
   */
  static FirmwarePlan best(
      BoardLimits board, List<List<Step>> alternatives, Function<List<Step>, FirmwarePlan> layOut) {
    KernelChoice choice = new KernelChoice(board, alternatives, layOut);
    FirmwarePlan best = choice.best();
    for (List<List<Step>> fewer : choice.withoutRoutines(best)) {
      FirmwarePlan other = new KernelChoice(board, fewer, layOut).best();
      best = Collections.min(List.of(best, other), BEST);
    }
    return best;
  }

  /**
   * Returns what is left to choose from without each of the routines that matter, if it is less.
   */
  private Set<List<List<Step>>> withoutRoutines(FirmwarePlan plan) {
    return routinesThatMatter(plan).stream()
        .map(routine -> alternatives.stream().map(steps -> without(routine, steps)).toList())
        .filter(others -> !others.equals(alternatives))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns the routines without which there might be enough flash for a better plan. */
  private Set<String> routinesThatMatter(FirmwarePlan plan) {
    Map<String, Integer> routines = new TreeMap<>();
    plan.steps().forEach(step -> routines.putAll(step.kernel().routines()));
    int code = routines.values().stream().mapToInt(Integer::intValue).sum();
    int missing = missing(plan);
    boolean matter = missing > 0 ? missing <= code : code > capacity() / MUCH;
    return matter ? routines.keySet() : Set.of();
  }

  private static List<Step> without(String routine, List<Step> steps) {
    List<Step> others =
        steps.stream().filter(step -> !step.kernel().routines().containsKey(routine)).toList();
    return others.isEmpty() ? steps : others;
  }

  private FirmwarePlan best() {
    FirmwarePlan filled =
        board.forVariables().stream()
            .filter(memory -> room(memory) >= leanest.arenaBytes())
            .map(this::withArenaIn)
            .min(BEST)
            .orElseGet(() -> withArena(leanest.memories().arena(), 0));
    FirmwarePlan plan = improved(filled);
    return areFew() ? Collections.min(List.of(plan, improved(leanest)), BEST) : plan;
  }

  /** Returns whether there are so few alternatives that more of their combinations can be tried. */
  private boolean areFew() {
    return alternatives.stream().mapToInt(steps -> steps.size() - 1).sum() <= FEW;
  }

  private static int scratch(Step step) {
    return Arena.aligned(step.kernel().scratch().bytes());
  }

  private int room(BoardMemory arena) {
    return MemoryPlanner.roomForArena(board, arena, leanest.variableBytes());
  }

  private FirmwarePlan withArenaIn(BoardMemory memory) {
    int room = room(memory);
    int offered = room;
    FirmwarePlan plan = withArena(memory, offered);
    while (plan.arenaBytes() > room) {
      offered -= 1 + room / PART;
      plan = withArena(memory, offered);
    }
    return plan;
  }

  /** Returns the best plan whose steps need no larger arena each, gaps aside. */
  private FirmwarePlan withArena(BoardMemory memory, int bytes) {
    List<List<Step>> fitting = fitting(bytes);
    long capacity = capacity();
    double price = 0;
    FirmwarePlan plan = layOut.apply(Knapsack.fill(items(fitting, memory, price), capacity));
    FirmwarePlan best = plan;
    for (int i = 0; i < OFFERS && capacity >= 0 && missing(plan) > 0; i++) {
      price = slower.isPresent() ? Math.max(PRICE, GROWTH * price) : 0;
      capacity -= slower.isPresent() ? 0 : missing(plan);
      plan = layOut.apply(Knapsack.fill(items(fitting, memory, price), capacity));
      best = Collections.min(List.of(best, plan), BEST);
    }
    return best;
  }

  /** Exchanges single kernels, or two at a time, as long as that makes the plan better. */
  private FirmwarePlan improved(FirmwarePlan plan) {
    List<List<Step>> exchanges = exchanges(plan.steps());
    FirmwarePlan best = best(plan, exchanges);
    if (BEST.compare(best, plan) == 0 && areFew()) {
      best = best(plan, exchanges.stream().flatMap(steps -> exchanges(steps).stream()).toList());
    }
    return BEST.compare(best, plan) < 0 ? improved(best) : plan;
  }

  /** Returns the best of a plan and those of other kernels. */
  private FirmwarePlan best(FirmwarePlan plan, List<List<Step>> others) {
    return Stream.concat(Stream.of(plan), others.stream().map(layOut)).min(BEST).orElseThrow();
  }

  /** Returns the steps with each alternative of each of them in turn. */
  private List<List<Step>> exchanges(List<Step> steps) {
    List<List<Step>> exchanges = new ArrayList<>();
    for (int i = 0; i < alternatives.size(); i++) {
      for (Step step : alternatives.get(i)) {
        List<Step> exchanged = new ArrayList<>(steps);
        if (!step.equals(exchanged.set(i, step))) {
          exchanges.add(exchanged);
        }
      }
    }
    return exchanges;
  }

  private int missing(FirmwarePlan plan) {
    return plan.missingBytes(board.forConstants());
  }

  /** Returns the alternatives with an arena of so many bytes, at least the leanest of each step. */
  private List<List<Step>> fitting(int arenaBytes) {
    List<List<Step>> fitting = new ArrayList<>();
    for (int i = 0; i < alternatives.size(); i++) {
      int others = leanest.liveBytes(i) - leanest.steps().get(i).kernel().scratch().bytes();
      List<Step> steps =
          alternatives.get(i).stream()
              .filter(step -> others + scratch(step) <= arenaBytes)
              .toList();
      fitting.add(steps.isEmpty() ? List.of(leanest.steps().get(i)) : steps);
    }
    return fitting;
  }

  /** Returns the fastest memory without the program's part that no step has for itself. */
  private long capacity() {
    long bytes = fastest.stream().mapToLong(BoardMemory::bytes).sum();
    long steps = leanest.steps().stream().mapToLong(this::code).sum();
    return hasProgram() ? bytes - (leanest.codeBytes() - steps) : bytes;
  }

  private boolean hasProgram() {
    return fastest.contains(leanest.memories().program());
  }

  private long code(Step step) {
    return hasProgram() ? step.kernel().codeBytes() : 0;
  }

  private List<List<Item<Step>>> items(List<List<Step>> steps, BoardMemory arena, double price) {
    List<List<Item<Step>>> items = new ArrayList<>();
    for (List<Step> alternatives : steps) {
      List<Item<Step>> ofStep = new ArrayList<>();
      for (Step step : alternatives) {
        int bytes = MemoryPlanner.room(step);
        double cycles = step.cycles() + price * bytes;
        ofStep.add(
            new Item<>(step, code(step) + bytes, cycles + step.waitCycles(fastest.get(0), arena)));
        slower.ifPresent(
            memory ->
                ofStep.add(new Item<>(step, code(step), cycles + step.waitCycles(memory, arena))));
      }
      items.add(ofStep);
    }
    return items;
  }
}
