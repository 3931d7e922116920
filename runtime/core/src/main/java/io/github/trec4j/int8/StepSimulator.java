package io.github.trec4j.int8;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.plan.Step;
import java.util.Optional;

/** Computes one step of a network exactly as its C kernel does; safe for use by many threads. */
public final class StepSimulator {
  private final QuantizedStep step;
  private final Int8Kernel kernel;

  /** Prepares the step's kernel. */
  public StepSimulator(QuantizedStep step) {
    this.step = step;
    this.kernel = kernel(step);
  }

  /** Returns the step it computes. */
  public QuantizedStep step() {
    return step;
  }

  /**
   * Computes the step for one image.
   *
   * @param input {@code [H, W, C]}, not modified
   * @param output {@code [H, W, C]}, overwritten
   * @return what was reused; empty for kernels that reuse nothing
   */
  public Optional<ReuseStatistics> run(byte[] input, byte[] output) {
    return kernel.run(input, output);
  }

  private static Int8Kernel kernel(QuantizedStep quantized) {
    Step step = quantized.step();
    Op op = step.main().op();
    Shape input = step.inputShape();
    StepParameters params = quantized.parameters();
    return switch (step.kernel()) {
      case CONV -> new ConvKernel((Op.Conv) op, input, (StepParameters.Linear) params);
      case TREC_SHARED -> new TrecSharedKernel((Op.Conv) op, input, (StepParameters.Trec) params);
      case TREC_PER_SLICE ->
          new TrecPerSliceKernel((Op.Conv) op, input, (StepParameters.Trec) params);
      case DENSE -> new DenseKernel((StepParameters.Linear) params);
      case MAX_POOL -> new MaxPoolKernel(input, ((Op.MaxPool) op).window());
      case AVG_POOL -> new AvgPoolKernel(input, ((Op.AvgPool) op).window());
      case GLOBAL_AVG_POOL -> new GlobalAvgPoolKernel(input);
      case RELU -> new ReluKernel((StepParameters.Relu) params);
    };
  }
}
