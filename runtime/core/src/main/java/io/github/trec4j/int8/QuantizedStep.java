package io.github.trec4j.int8;

import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.spec.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A step in integers.
 *
 * @param step what is called
 * @param inputs what its inputs' integers stand for
 * @param output what its output's integers stand for
 * @param kernel what it computes
 * @param margin how far a reuse convolution stayed from saturating; empty for others
 */
public record QuantizedStep(
    Step step,
    List<Quantization> inputs,
    Quantization output,
    Int8Kernel kernel,
    Optional<TableMargin> margin) {
  /** Copies the list. */
  public QuantizedStep {
    inputs = List.copyOf(inputs);
  }

  /** Returns the step's name. */
  public String name() {
    return step.name();
  }

  /** Returns what those inputs stand for that the kernel finds where they belong already. */
  List<Quantization> placedInputs() {
    return IntStream.range(0, inputs.size())
        .filter(input -> !step.kernel().reads(input))
        .mapToObj(inputs::get)
        .toList();
  }

  /**
   * Computes the step for one image.
   *
   * @param from its inputs, {@code [H, W, C]} each, not modified
   */
  Result run(List<byte[]> from) {
    byte[] to = new byte[step.output().size()];
    return new Result(kernel.run(from, to), to);
  }

  /**
   * What a step gave for one image.
   *
   * @param reuse what was reused; empty for kernels that reuse nothing
   * @param output {@code [H, W, C]}
   */
  @SuppressWarnings("ArrayRecordComponent") // written once, by the kernel
  record Result(Optional<ReuseStatistics> reuse, byte[] output) {}
}
