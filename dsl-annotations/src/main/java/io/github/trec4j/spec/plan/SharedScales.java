package io.github.trec4j.spec.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which steps have their output's scale from a concatenation, so that all that is joined has one:
 * whose outputs it alone reads, at once or through kernels that merely select among them.
 */
final class SharedScales {
  private final List<Step> steps;

  SharedScales(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * Returns the step whose range a rescaling step's output has: a concatenation, or the step
   * itself. A value beyond that range is saturated before a selection instead of behind it, which
   * gives the same.
   */
  int ranged(int step) {
    int[] readers = IntStream.range(0, steps.size()).filter(i -> reads(i, step)).toArray();
    if (readers.length != 1) {
      return step;
    }
    int reader = readers[0];
    KernelPlan kernel = steps.get(reader).kernel();
    if (kernel.copies()) {
      return ranged(reader);
    }
    int beyond = kernel.selects() ? ranged(reader) : reader;
    return beyond == reader ? step : beyond;
  }

  /** Returns whether a step's output has the scale of a concatenation's, whatever the weights. */
  boolean areShared(int step, int concat) {
    OptionalInt origin = origin(step);
    return origin.isPresent() && ranged(origin.getAsInt()) == ranged(concat);
  }

  /** Returns the step that gave a step's output its scale; empty if that is the image's. */
  private OptionalInt origin(int step) {
    Step found = steps.get(step);
    if (found.kernel().rescales()) {
      return OptionalInt.of(step);
    }
    return found.inputs().get(0) instanceof Source.StepOutput input
        ? origin(input.step())
        : OptionalInt.empty();
  }

  private boolean reads(int reader, int step) {
    return steps.get(reader).reads(step);
  }
}
