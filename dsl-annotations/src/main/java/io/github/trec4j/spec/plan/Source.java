package io.github.trec4j.spec.plan;

import java.util.List;
import java.util.Optional;

/** What a step reads. */
public sealed interface Source {
  /** The image, which the caller holds. */
  record NetworkInput() implements Source {
    @Override
    public <T> T from(T image, List<? extends T> outputs) {
      return image;
    }
  }

  /**
   * What a step before has written.
   *
   * @param step its index
   */
  record StepOutput(int step) implements Source {
    @Override
    public <T> T from(T image, List<? extends T> outputs) {
      return outputs.get(step);
    }

    @Override
    public Optional<Integer> writer() {
      return Optional.of(step);
    }
  }

  /**
   * Returns what belongs to this source.
   *
   * @param image belongs to the network's input
   * @param outputs belong to the steps' outputs, at least of those before the reader
   */
  <T> T from(T image, List<? extends T> outputs);

  /** Returns the step that wrote it; empty for the image. */
  default Optional<Integer> writer() {
    return Optional.empty();
  }
}
