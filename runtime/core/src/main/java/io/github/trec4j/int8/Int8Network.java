package io.github.trec4j.int8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Computes a network in integers, exactly as the C on the board does. Immutable: any number of
 * threads may run images at once.
 */
public final class Int8Network {
  /**
   * What one image gave.
   *
   * @param outputs of each step in order, {@code [H, W, C]}; the last is the logits
   * @param reuse of each step in order; empty where nothing is reused
   */
  public record Result(List<byte[]> outputs, List<Optional<ReuseStatistics>> reuse) {
    /** Copies the lists. */
    public Result {
      outputs = List.copyOf(outputs);
      reuse = List.copyOf(reuse);
    }

    /** Returns the logits. */
    public byte[] logits() {
      return outputs.get(outputs.size() - 1);
    }

    /** Returns the class with the largest logit; the first of equals. */
    public int predicted() {
      return largest(logits());
    }
  }

  private final QuantizedNetwork network;

  /** A simulator of the given integers. */
  public Int8Network(QuantizedNetwork network) {
    this.network = network;
  }

  /** Returns the integers it computes with. */
  public QuantizedNetwork network() {
    return network;
  }

  /** Returns the network's input for an image: {@code pixel - 128}. */
  public static byte[] quantizeInput(byte[] pixels) {
    byte[] input = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      input[i] = (byte) (pixels[i] ^ 0x80);
    }
    return input;
  }

  /** Returns the index of the largest value; the first of equals. */
  public static int largest(byte[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /**
   * Runs one image.
   *
   * @param input {@code [H, W, C]} as {@link #quantizeInput} gives it
   * @throws IllegalArgumentException if its length is not that of the network's input
   */
  public Result run(byte[] input) {
    checkSize(input);
    List<byte[]> outputs = new ArrayList<>();
    List<Optional<ReuseStatistics>> reuse = new ArrayList<>();
    for (QuantizedStep step : network.steps()) {
      List<byte[]> from = new ArrayList<>();
      step.step().inputs().forEach(source -> from.add(source.from(input, outputs)));
      QuantizedStep.Result result = step.run(from);
      outputs.add(result.output());
      reuse.add(result.reuse());
    }
    return new Result(outputs, reuse);
  }

  /**
   * Runs images, in parallel.
   *
   * @param images pixels, {@code [H, W, C]} each
   * @return what each gave, in order
   */
  public List<Result> runAll(List<byte[]> images) {
    return images.parallelStream().map(image -> run(quantizeInput(image))).toList();
  }

  private void checkSize(byte[] input) {
    int expected = network.spec().input().size();
    if (input.length != expected) {
      throw new IllegalArgumentException(
          "an image of "
              + input.length
              + " values; "
              + network.spec().name()
              + " takes "
              + expected);
    }
  }

  /**
   * Returns the share of images whose predicted class is the labelled one. Images run in parallel.
   *
   * @param images pixels, {@code [H, W, C]} each
   * @param labels a class an image
   */
  public double accuracy(List<byte[]> images, int[] labels) {
    if (images.isEmpty() || images.size() != labels.length) {
      throw new IllegalArgumentException(images.size() + " images, " + labels.length + " labels");
    }
    long right =
        IntStream.range(0, labels.length)
            .parallel()
            .filter(i -> run(quantizeInput(images.get(i))).predicted() == labels[i])
            .count();
    return (double) right / labels.length;
  }
}
