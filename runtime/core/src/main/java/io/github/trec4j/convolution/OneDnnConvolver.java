package io.github.trec4j.convolution;

import io.github.trec4j.convolution.OneDnnThread.Room;
import io.github.trec4j.math.Workers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A convolution by oneDNN. Images are copied out of the Java heap and back, some at a time; each
 * worker sums its own part of the weights' gradient, and the parts are added in order.
 */
final class OneDnnConvolver implements Convolver {
  private static final int MOST_VALUES_AT_ONCE = 1 << 22;

  private final Geometry geometry;
  private final OneDnnEngine engine;
  private final Workers workers;
  private final int inputSize;
  private final int outputSize;
  private final int imagesAtOnce;
  private final NativeFloats weights;
  private final NativeFloats bias;
  // by the number of images
  private final Map<Integer, OneDnnForward> forwards = new HashMap<>();
  private final Map<Integer, OneDnnBackward> backwards = new HashMap<>();
  // of all workers but the first, which writes where the sums go
  private final float[][] weightParts;
  private final float[][] biasParts;
  private int version;

  OneDnnConvolver(Geometry geometry, OneDnnEngine engine, Workers workers) {
    this.geometry = geometry;
    this.engine = engine;
    this.workers = workers;
    inputSize = geometry.input().size();
    outputSize = geometry.output().size();
    imagesAtOnce = Math.max(1, MOST_VALUES_AT_ONCE / Math.max(inputSize, outputSize));
    weights = new NativeFloats(geometry.weights());
    bias = new NativeFloats(geometry.filters());
    weightParts = new float[workers.count()][0];
    biasParts = new float[workers.count()][0];
  }

  @Override
  public void forward(
      float[] input, int batch, float[] newWeights, float[] newBias, float[] output) {
    weights.put(newWeights, 0, geometry.weights());
    bias.put(newBias, 0, geometry.filters());
    version++;
    workers.run(batch, (worker, from, to) -> forward(input, output, worker, from, to));
  }

  private void forward(float[] input, float[] output, int worker, int from, int to) {
    OneDnnThread thread = engine.thread();
    for (int first = from; first < to; first += imagesAtOnce) {
      int images = Math.min(imagesAtOnce, to - first);
      int inputs = images * inputSize;
      int outputs = images * outputSize;
      thread.room(Room.INPUT, inputs).put(input, first * inputSize, inputs);
      forward(images, thread).run(worker, thread);
      thread.room(Room.OUTPUT, outputs).get(output, first * outputSize, outputs);
    }
  }

  private synchronized OneDnnForward forward(int images, OneDnnThread thread) {
    OneDnnForward forward =
        forwards.computeIfAbsent(
            images, n -> new OneDnnForward(problem(n), weights, bias, workers.count()));
    forward.weights().update(thread, version);
    return forward;
  }

  private synchronized OneDnnBackward backward(int images, OneDnnThread thread) {
    OneDnnBackward backward =
        backwards.computeIfAbsent(
            images, n -> new OneDnnBackward(problem(n), weights, workers.count()));
    backward.weights().update(thread, version);
    return backward;
  }

  private OneDnnProblem problem(int images) {
    return engine.problem(geometry, images);
  }

  @Override
  public void backward(
      float[] input,
      float[] gradient,
      int batch,
      float[] byWeights,
      float[] byBias,
      float[] byInput) {
    weightParts[0] = byWeights;
    biasParts[0] = byBias;
    Arrays.fill(byWeights, 0f); // the first worker may have no images
    Arrays.fill(byBias, 0f);
    for (int worker = 1; worker < workers.count(); worker++) {
      weightParts[worker] = ofLength(byWeights.length, weightParts[worker]);
      biasParts[worker] = ofLength(byBias.length, biasParts[worker]);
    }
    workers.run(batch, (worker, from, to) -> backward(input, gradient, worker, from, to, byInput));
    for (int worker = 1; worker < workers.count(); worker++) {
      if (!workers.isIdle(worker, batch)) {
        add(weightParts[worker], byWeights);
        add(biasParts[worker], byBias);
      }
    }
  }

  private static float[] ofLength(int length, float[] values) {
    return values.length == length ? values : new float[length];
  }

  private void backward(
      float[] input, float[] gradient, int worker, int from, int to, float[] byInput) {
    OneDnnThread thread = engine.thread();
    for (int first = from; first < to; first += imagesAtOnce) {
      int images = Math.min(imagesAtOnce, to - first);
      int inputs = images * inputSize;
      int outputs = images * outputSize;
      thread.room(Room.INPUT, inputs).put(input, first * inputSize, inputs);
      thread.room(Room.OUTPUT, outputs).put(gradient, first * outputSize, outputs);
      OneDnnBackward backward = backward(images, thread);
      backward.byWeights(worker, thread);
      boolean more = first > from;
      take(thread.room(Room.WEIGHT_GRADIENT, geometry.weights()), weightParts[worker], more);
      take(thread.room(Room.BIAS_GRADIENT, geometry.filters()), biasParts[worker], more);
      if (byInput.length > 0) {
        backward.byInput(worker, thread);
        thread.room(Room.INPUT, inputs).get(byInput, first * inputSize, inputs);
      }
    }
  }

  /** Copies values, or adds them to those there. */
  private static void take(NativeFloats values, float[] target, boolean more) {
    if (more) {
      float[] added = new float[target.length];
      values.get(added, 0, added.length);
      add(added, target);
    } else {
      values.get(target, 0, target.length);
    }
  }

  private static void add(float[] values, float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += values[i];
    }
  }
}
