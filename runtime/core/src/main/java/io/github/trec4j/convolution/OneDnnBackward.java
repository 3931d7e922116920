package io.github.trec4j.convolution;

import io.github.trec4j.convolution.OneDnnThread.Room;
import java.util.Arrays;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;

/** The gradients of so many images. */
final class OneDnnBackward {
  private final OneDnnPacking weights;
  private final OneDnnCall[] byWeights;
  private final OneDnnCall[] unpack;
  private final OneDnnCall[] byInput;

  /**
   * Has code made, some milliseconds' work.
   *
   * @param calls workers that may run it at once
   */
  OneDnnBackward(OneDnnProblem problem, NativeFloats plainWeights, int calls) {
    convolution_backward_weights.primitive_desc weightsPlan = problem.byWeights();
    convolution_backward_data.primitive_desc inputPlan = problem.byInput();
    convolution_backward_weights weightsCode = new convolution_backward_weights(weightsPlan);
    convolution_backward_data inputCode = new convolution_backward_data(inputPlan);
    memory.desc packed = weightsPlan.diff_weights_desc();
    reorder unpacking =
        new reorder(
            new reorder.primitive_desc(
                problem.processor(), packed, problem.processor(), problem.weights()));
    weights = new OneDnnPacking(problem, plainWeights, inputPlan.weights_desc());
    byWeights = new OneDnnCall[calls];
    unpack = new OneDnnCall[calls];
    byInput = new OneDnnCall[calls];
    Arrays.setAll(
        byWeights,
        i ->
            new OneDnnCall(problem.processor(), weightsCode)
                .with(dnnl.DNNL_ARG_SRC, Room.INPUT, problem.input())
                .with(dnnl.DNNL_ARG_DIFF_DST, Room.OUTPUT, problem.output())
                .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, Room.PACKED_WEIGHT_GRADIENT, packed)
                .with(dnnl.DNNL_ARG_DIFF_BIAS, Room.BIAS_GRADIENT, problem.bias())
                .withScratch(weightsPlan.scratchpad_desc()));
    Arrays.setAll(
        unpack,
        i ->
            new OneDnnCall(problem.processor(), unpacking)
                .with(dnnl.DNNL_ARG_FROM, Room.PACKED_WEIGHT_GRADIENT, packed)
                .with(dnnl.DNNL_ARG_TO, Room.WEIGHT_GRADIENT, problem.weights()));
    Arrays.setAll(
        byInput,
        i ->
            new OneDnnCall(problem.processor(), inputCode)
                .with(dnnl.DNNL_ARG_DIFF_DST, Room.OUTPUT, problem.output())
                .with(dnnl.DNNL_ARG_WEIGHTS, weights.packed())
                .with(dnnl.DNNL_ARG_DIFF_SRC, Room.INPUT, problem.input())
                .withScratch(inputPlan.scratchpad_desc()));
  }

  /** Returns the weights that {@link #byInput} reads. */
  OneDnnPacking weights() {
    return weights;
  }

  /**
   * Computes, from {@link Room#INPUT} and the gradient in {@link Room#OUTPUT}, {@link
   * Room#WEIGHT_GRADIENT} and {@link Room#BIAS_GRADIENT}.
   */
  void byWeights(int worker, OneDnnThread thread) {
    byWeights[worker].run(thread);
    unpack[worker].run(thread);
  }

  /** Overwrites {@link Room#INPUT} with the gradient by it. */
  void byInput(int worker, OneDnnThread thread) {
    byInput[worker].run(thread);
  }
}
