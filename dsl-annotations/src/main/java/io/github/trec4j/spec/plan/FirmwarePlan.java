package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.Fingerprint;
import io.github.trec4j.spec.NetworkSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a network runs on its board.
 *
 * @param spec the network
 * @param steps kernel calls in order; the last writes the logits
 * @param buffers the arena: what steps write, but for the logits, and scratch memory
 * @param arenaBytes the arena's size
 * @param memories where all of it lies
 */
public record FirmwarePlan(
    NetworkSpec spec, List<Step> steps, List<Buffer> buffers, int arenaBytes, MemoryPlan memories) {
  /** RAM set aside for the stack. */
  public static final int STACK_BYTES = 2 * 1024;

  /** Copies the lists. */
  public FirmwarePlan {
    steps = List.copyOf(steps);
    buffers = List.copyOf(buffers);
  }

  /** Plans a network for its board, whether it fits or not. */
  public static FirmwarePlan of(NetworkSpec spec) {
    return Planner.plan(spec);
  }

  static FirmwarePlan of(NetworkSpec spec, List<Step> steps, List<Buffer> buffers, int arenaBytes) {
    MemoryPlan memories =
        MemoryPlanner.plan(
            spec.board(), steps, arenaBytes, variableBytes(spec), CodeBytes.of(steps));
    return new FirmwarePlan(spec, steps, buffers, arenaBytes, memories);
  }

  /** Returns the same steps in the memories of another board, whether they fit or not. */
  public FirmwarePlan on(BoardLimits board) {
    return of(spec.on(board), steps, buffers, arenaBytes);
  }

  /**
   * Returns the identity of what the generated C computes, and of how it reads its parameters.
   * Parameters that are packed for one plan are noise to the C of another.
   */
  public Fingerprint fingerprint() {
    return Fingerprint.ofText(PlanText.of(this));
  }

  private static int variableBytes(NetworkSpec spec) {
    return spec.input().size() + spec.classes() + STACK_BYTES;
  }

  /**
   * Returns the arena's buffer that a step writes, or writes a part of; empty where that is the
   * logits.
   */
  public Optional<Buffer> output(Step step) {
    return buffer(step.buffer());
  }

  /** Returns the step whose range a rescaling step's output has: itself, or what joins it. */
  public Step ranged(Step step) {
    return steps.get(new SharedScales(steps).ranged(steps.indexOf(step)));
  }

  /** Returns the headers of the kernels that are called, sorted. */
  public SortedSet<String> headers() {
    return steps.stream()
        .map(Step::kernel)
        .filter(kernel -> !kernel.isIdle())
        .map(KernelPlan::header)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the arena's buffer for a step's scratch memory; empty where it needs none. */
  public Optional<Buffer> scratch(Step step) {
    return buffer(scratchName(step.name()));
  }

  private Optional<Buffer> buffer(String name) {
    return buffers.stream().filter(buffer -> buffer.name().equals(name)).findFirst();
  }

  static String scratchName(String step) {
    return step + " scratch";
  }

  /** Returns the size of the input image, which the caller holds beside the arena. */
  public int inputBytes() {
    return spec.input().size();
  }

  /** Returns the size of the logits, which the caller holds beside the arena. */
  public int logitsBytes() {
    return spec.classes();
  }

  /** Returns all the RAM that running the network takes: arena, input, logits and stack. */
  public int ramBytes() {
    return arenaBytes + variableBytes(spec);
  }

  /** Returns the size of all parameters. */
  public int parameterBytes() {
    return steps.stream().mapToInt(Step::flashBytes).sum();
  }

  /**
   * Returns the flash set aside for the program, whose steps are a function each; some kernels have
   * routines that all their steps share.
   */
  public int codeBytes() {
    return CodeBytes.of(steps);
  }

  /** Returns all the flash that the network takes: parameters and program. */
  public int flashBytes() {
    return parameterBytes() + codeBytes();
  }

  /** Returns whether the board has room. */
  public boolean fits() {
    return missingBytes() == 0;
  }

  /** Returns the bytes for which the board lacks room. */
  int missingBytes() {
    return missingBytes(spec.board().memories());
  }

  /** Returns the bytes for which memories lack room. */
  int missingBytes(List<BoardMemory> memories) {
    return memories.stream()
        .mapToInt(memory -> Math.max(0, usedBytes(memory) - memory.bytes()))
        .sum();
  }

  /** Returns the RAM for all that is neither in the arena nor parameters. */
  int variableBytes() {
    return variableBytes(spec);
  }

  /** Returns the memory of a step's parameters. */
  public BoardMemory memory(Step step) {
    return memories.parameters().get(steps.indexOf(step));
  }

  /** Returns what lies in a memory. */
  public List<MemoryUse> memoryUses(BoardMemory memory) {
    int parameters =
        IntStream.range(0, steps.size())
            .filter(step -> memories.parameters().get(step).equals(memory))
            .map(step -> steps.get(step).flashBytes())
            .sum();
    return Stream.of(
            new MemoryUse(memories.arena(), "arena", arenaBytes),
            new MemoryUse(memories.variables(), "input and logits", inputBytes() + logitsBytes()),
            new MemoryUse(memories.variables(), "stack", STACK_BYTES),
            new MemoryUse(memory, "parameters", parameters),
            new MemoryUse(memories.program(), "program (set aside)", codeBytes()))
        .filter(use -> use.memory().equals(memory) && use.bytes() > 0)
        .toList();
  }

  /** Returns what the network takes of a memory. */
  public int usedBytes(BoardMemory memory) {
    return memoryUses(memory).stream().mapToInt(MemoryUse::bytes).sum();
  }

  /**
   * Returns the modelled cycles of a step, with the wait states of the memories that its parameters
   * and the arena lie in. Those of the program are taken to be hidden by a cache or prefetcher, and
   * input, logits and stack to lie in memory without any.
   */
  public long cycles(Step step) {
    return cycles(steps.indexOf(step));
  }

  private long cycles(int step) {
    BoardMemory parameters = memories.parameters().get(step);
    return steps.get(step).cycles() + steps.get(step).waitCycles(parameters, memories.arena());
  }

  /** Returns the modelled cycles of all steps. */
  public long cycles() {
    return IntStream.range(0, steps.size()).mapToLong(this::cycles).sum();
  }

  /** Returns the bytes of the arena that hold values while a step runs. */
  public int liveBytes(int step) {
    return buffers.stream()
        .filter(buffer -> buffer.firstStep() <= step && step <= buffer.lastStep())
        .mapToInt(Buffer::bytes)
        .sum();
  }
}
