package io.github.trec4j.convolution;

import io.github.trec4j.convolution.OneDnnThread.Room;
import java.util.Arrays;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/** The forward pass of so many images. */
final class OneDnnForward {
  private final OneDnnPacking weights;
  private final OneDnnCall[] calls;

  /**
   * Has code made, some milliseconds' work.
   *
   * @param calls workers that may run it at once
   */
  OneDnnForward(OneDnnProblem problem, NativeFloats plainWeights, NativeFloats bias, int calls) {
    convolution_forward.primitive_desc plan = problem.forward();
    convolution_forward code = new convolution_forward(plan);
    weights = new OneDnnPacking(problem, plainWeights, plan.weights_desc());
    memory biasHere = new memory(problem.bias(), problem.processor(), bias.pointer());
    this.calls = new OneDnnCall[calls];
    Arrays.setAll(
        this.calls,
        i ->
            new OneDnnCall(problem.processor(), code)
                .with(dnnl.DNNL_ARG_SRC, Room.INPUT, problem.input())
                .with(dnnl.DNNL_ARG_WEIGHTS, weights.packed())
                .with(dnnl.DNNL_ARG_BIAS, biasHere)
                .with(dnnl.DNNL_ARG_DST, Room.OUTPUT, problem.output())
                .withScratch(plan.scratchpad_desc()));
  }

  /** Returns the weights that {@link #run} reads. */
  OneDnnPacking weights() {
    return weights;
  }

  /** Convolves {@link Room#INPUT} to {@link Room#OUTPUT}. */
  void run(int worker, OneDnnThread thread) {
    calls[worker].run(thread);
  }
}
