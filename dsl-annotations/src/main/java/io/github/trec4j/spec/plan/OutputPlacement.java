package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Decides where each step writes: to a buffer of its own, over an input that it reads last, or
 * among the channels of the concatenation that reads its output, which then need not be copied.
 *
 * <p>Only outputs that are written have a pitch; inputs have none. So what is read by others than
 * one concatenation, or twice by that, is copied. The image is, as it belongs to the caller, and
 * what cannot have the concatenation's scale.
 */
final class OutputPlacement {
  private final List<Step> steps;
  private final SharedScales scales;

  private OutputPlacement(List<Step> steps) {
    this.steps = new ArrayList<>(steps);
    this.scales = new SharedScales(steps);
  }

  /** Returns the steps, which have buffers of their own, with where they had better write. */
  static List<Step> of(List<Step> steps) {
    OutputPlacement placement = new OutputPlacement(steps);
    // from the last on, as what is joined may be joined again
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).kernel() instanceof ConcatPlan concat) {
        placement.join(i, concat);
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      placement.overwrite(i);
    }
    return List.copyOf(placement.steps);
  }

  private void join(int index, ConcatPlan concat) {
    Step step = steps.get(index);
    List<Integer> copied = new ArrayList<>();
    int channel = 0;
    for (int i = 0; i < step.inputs().size(); i++) {
      if (step.inputs().get(i) instanceof Source.StepOutput input && mayWriteInto(input, index)) {
        Step producer = steps.get(input.step());
        steps.set(input.step(), producer.to(step.target().from(channel)));
      } else {
        copied.add(i);
      }
      channel += concat.inputs().get(i).channels();
    }
    steps.set(index, step.with(concat.copying(copied)));
  }

  private boolean mayWriteInto(Source.StepOutput input, int concat) {
    Step joining = steps.get(concat);
    // where the scale is another's, rectifying is more than saturating
    boolean rectifies = joining.folds(Op.Folding.RECTIFICATION) && scales.ranged(concat) != concat;
    long readers = steps.stream().filter(step -> step.reads(input.step())).count();
    KernelPlan producer = steps.get(input.step()).kernel();
    return readers == 1
        && Collections.frequency(joining.inputs(), input) == 1
        && (producer.takesPitch() || producer.output().pixels() == 1)
        && !rectifies
        && scales.areShared(input.step(), concat);
  }

  /** The logits have a buffer of the caller's, and the image must stay as it is. */
  private void overwrite(int index) {
    Step step = steps.get(index);
    boolean free = step.buffer().equals(step.name()) && index < steps.size() - 1;
    if (free && step.kernel().mayOverwriteInput()) {
      step.inputs().stream()
          .flatMap(source -> source.writer().stream())
          .filter(input -> lastReader(input) == index)
          .findFirst()
          .ifPresent(input -> steps.set(index, step.to(steps.get(input).target())));
    }
  }

  private int lastReader(int step) {
    int last = step;
    for (int i = step + 1; i < steps.size(); i++) {
      last = steps.get(i).reads(step) ? i : last;
    }
    return last;
  }
}
